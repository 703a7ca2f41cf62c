import { RingBuffer } from './ring-buffer.ts';

/**
 * The newest `capacity` different keys. The oldest one is found beside the set: a set that loses its first key again
 * and again has to step over all the places it has left behind.
 */
export class NewestKeys<TKey> {
  readonly #keys = new Set<TKey>();
  readonly #order: RingBuffer<TKey>;

  constructor(readonly capacity: number) {
    this.#order = new RingBuffer(capacity);
  }

  has(key: TKey): boolean {
    return this.#keys.has(key);
  }

  /** Gives back the key that had to go for it; undefined while there is room, or when the key was there. */
  add(key: TKey): TKey | undefined {
    if (this.#keys.has(key)) return undefined;
    const oldest = this.#order.size === this.capacity ? this.#order.shift() : undefined;
    if (oldest !== undefined) this.#keys.delete(oldest);
    this.#keys.add(key);
    this.#order.push(key);
    return oldest;
  }
}
