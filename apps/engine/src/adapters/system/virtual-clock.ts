import type { EpochMs } from '@quarterdeck/core/kernel/clock';
import type { Clock, Scheduler, Timer } from '../../ports/clock.ts';

interface Pending {
  due: EpochMs;
  readonly order: number;
  /** Absent for a timer that fires once. */
  readonly intervalMs?: number;
  readonly run: () => void;
}

/**
 * Time that moves only when its owner moves it. Timers fire in the order of their due times and, at equal
 * times, in the order they were set; while one runs, `now()` is its due time.
 */
export class VirtualClock implements Clock, Scheduler {
  readonly #start: EpochMs;
  readonly #pending = new Set<Pending>();
  #now: EpochMs;
  #order = 0;

  constructor(start: EpochMs = 0) {
    this.#start = start;
    this.#now = start;
  }

  now(): EpochMs {
    return this.#now;
  }

  monotonicMs(): number {
    return this.#now - this.#start;
  }

  after(delayMs: number, run: () => void): Timer {
    return this.#add({ due: this.#now + Math.max(0, delayMs), order: this.#order++, run });
  }

  every(intervalMs: number, run: () => void): Timer {
    if (!(intervalMs > 0)) throw new RangeError('intervalMs must be above zero');
    return this.#add({ due: this.#now + intervalMs, order: this.#order++, intervalMs, run });
  }

  /** Real turn of the event loop, so that files and sockets make progress while virtual time stands still. */
  yield(): Promise<void> {
    return new Promise((resolve) => setImmediate(resolve));
  }

  /** Timers that have not fired yet; an interval counts as one. */
  get pendingTimers(): number {
    return this.#pending.size;
  }

  /** Due time of the next timer. */
  get nextDueTs(): EpochMs | undefined {
    return this.#next()?.due;
  }

  /** Fires everything due up to and including `ts`, then stands at `ts`. */
  advanceTo(ts: EpochMs): void {
    if (ts < this.#now) throw new RangeError(`virtual time cannot go back to ${ts}`);
    while (this.#fireNext(ts));
    this.#now = ts;
  }

  advanceBy(ms: number): void {
    this.advanceTo(this.#now + ms);
  }

  /** Like `advanceTo`, but lets promises and input settle before and after every timer. */
  async runTo(ts: EpochMs): Promise<void> {
    if (ts < this.#now) throw new RangeError(`virtual time cannot go back to ${ts}`);
    do await this.yield();
    while (this.#fireNext(ts));
    this.#now = ts;
    await this.yield();
  }

  async runBy(ms: number): Promise<void> {
    await this.runTo(this.#now + ms);
  }

  #add(pending: Pending): Timer {
    this.#pending.add(pending);
    return { cancel: () => void this.#pending.delete(pending) };
  }

  #next(): Pending | undefined {
    let first: Pending | undefined;
    for (const pending of this.#pending) {
      const isEarlier =
        first === undefined ||
        pending.due < first.due ||
        (pending.due === first.due && pending.order < first.order);
      if (isEarlier) first = pending;
    }
    return first;
  }

  /** False when nothing is due by `ts`. */
  #fireNext(ts: EpochMs): boolean {
    const next = this.#next();
    if (next === undefined || next.due > ts) return false;
    this.#now = Math.max(this.#now, next.due);
    if (next.intervalMs === undefined) this.#pending.delete(next);
    else next.due += next.intervalMs;
    next.run();
    return true;
  }
}
