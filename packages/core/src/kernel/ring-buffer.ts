/** The newest `capacity` items, oldest first when read; constant cost, no shifting. */
export class RingBuffer<TItem> {
  readonly #slots: (TItem | undefined)[];
  #start = 0;
  #size = 0;

  constructor(readonly capacity: number) {
    if (!Number.isInteger(capacity) || capacity < 1) throw new RangeError('capacity must be >= 1');
    this.#slots = new Array<TItem | undefined>(capacity);
  }

  get size(): number {
    return this.#size;
  }

  push(item: TItem): void {
    this.#slots[(this.#start + this.#size) % this.capacity] = item;
    if (this.#size < this.capacity) this.#size += 1;
    else this.#start = (this.#start + 1) % this.capacity;
  }

  /** `at(0)` is the oldest kept, `at(-1)` the newest. */
  at(index: number): TItem | undefined {
    const position = index < 0 ? this.#size + index : index;
    if (position < 0 || position >= this.#size) return undefined;
    return this.#slots[(this.#start + position) % this.capacity];
  }

  shift(): TItem | undefined {
    if (this.#size === 0) return undefined;
    const item = this.#slots[this.#start];
    this.#slots[this.#start] = undefined;
    this.#start = (this.#start + 1) % this.capacity;
    this.#size -= 1;
    return item;
  }

  toArray(): TItem[] {
    const items: TItem[] = [];
    for (let index = 0; index < this.#size; index += 1) {
      const item = this.#slots[(this.#start + index) % this.capacity];
      if (item !== undefined) items.push(item);
    }
    return items;
  }
}
