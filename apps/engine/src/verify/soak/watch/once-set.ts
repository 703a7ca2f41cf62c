import { hashText } from '@quarterdeck/core/kernel/rng';

const FIRST_SLOTS = 1 << 14;
const FULLEST = 0.6;

/**
 * Remembers which texts it has seen, eight bytes each and none of them on the heap: a day's order ids would hide
 * whether memory grows. Two different texts count as one with a chance of one in 2^63.
 */
export class OnceSet {
  #slots = new Uint32Array(FIRST_SLOTS * 2);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** False when it was there before. */
  add(text: string): boolean {
    if (this.#size >= (this.#slots.length / 2) * FULLEST) this.#grow();
    const isNew = put(this.#slots, highOf(text), lowOf(text));
    if (isNew) this.#size += 1;
    return isNew;
  }

  has(text: string): boolean {
    return !isFree(this.#slots, highOf(text), lowOf(text));
  }

  #grow(): void {
    const old = this.#slots;
    const wider = new Uint32Array(old.length * 2);
    for (let at = 0; at < old.length; at += 2) {
      const high = old[at] ?? 0;
      if (high !== 0) put(wider, high, old[at + 1] ?? 0);
    }
    this.#slots = wider;
  }
}

/** Zero marks an empty slot. */
const highOf = (text: string): number => (hashText(text) | 1) >>> 0;
const lowOf = (text: string): number => hashText(`#${text}`);

/** The slot that holds it, or the empty one where it belongs. */
function slotOf(slots: Uint32Array, high: number, low: number): number {
  const count = slots.length / 2;
  let slot = low % count;
  while (slots[slot * 2] !== 0 && (slots[slot * 2] !== high || slots[slot * 2 + 1] !== low))
    slot = (slot + 1) % count;
  return slot;
}

const isFree = (slots: Uint32Array, high: number, low: number): boolean =>
  slots[slotOf(slots, high, low) * 2] === 0;

function put(slots: Uint32Array, high: number, low: number): boolean {
  const slot = slotOf(slots, high, low);
  if (slots[slot * 2] !== 0) return false;
  slots[slot * 2] = high;
  slots[slot * 2 + 1] = low;
  return true;
}
