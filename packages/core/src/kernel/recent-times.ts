import type { EpochMs } from './clock.ts';

/** So many dropped times may stand in front before the list is cut. */
const CUT_AT = 1_024;

/** How often something happened in the last while; times must not go back. A count costs what has dropped out, not what stays. */
export class RecentTimes {
  #times: EpochMs[] = [];
  #first = 0;

  note(ts: EpochMs): void {
    this.#times.push(ts);
  }

  /** Times less than `windowMs` before `now`; older ones are forgotten. */
  count(now: EpochMs, windowMs: number): number {
    const times = this.#times;
    while (this.#first < times.length && now - (times[this.#first] ?? now) >= windowMs) {
      this.#first += 1;
    }
    if (this.#first >= CUT_AT && this.#first * 2 >= times.length) {
      this.#times = times.slice(this.#first);
      this.#first = 0;
    }
    return this.#times.length - this.#first;
  }
}
