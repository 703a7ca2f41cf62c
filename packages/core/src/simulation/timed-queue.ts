import type { EpochMs } from '../kernel/clock.ts';

export interface Timed<TItem> {
  readonly ts: EpochMs;
  readonly item: TItem;
}

/** Items by time; equal times leave in the order they came. Cheap where times mostly rise. */
export class TimedQueue<TItem> {
  #entries: Timed<TItem>[] = [];
  #head = 0;

  get size(): number {
    return this.#entries.length - this.#head;
  }

  push(ts: EpochMs, item: TItem): void {
    const entries = this.#entries;
    let at = entries.length;
    for (; at > this.#head; at -= 1) {
      const before = entries[at - 1];
      if (before === undefined || before.ts <= ts) break;
    }
    if (at === entries.length) entries.push({ ts, item });
    else entries.splice(at, 0, { ts, item });
  }

  peekTs(): EpochMs | undefined {
    return this.#entries[this.#head]?.ts;
  }

  peek(): TItem | undefined {
    return this.#entries[this.#head]?.item;
  }

  /** Removes the first item if it is due at `ts`. */
  shiftDue(ts: EpochMs): Timed<TItem> | undefined {
    const first = this.#entries[this.#head];
    if (first === undefined || first.ts > ts) return undefined;
    this.#head += 1;
    if (this.#head === this.#entries.length) {
      this.#entries = [];
      this.#head = 0;
    } else if (this.#head > 1_024) {
      this.#entries = this.#entries.slice(this.#head);
      this.#head = 0;
    }
    return first;
  }

  toArray(): Timed<TItem>[] {
    return this.#entries.slice(this.#head);
  }
}
