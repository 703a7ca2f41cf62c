import { MINUTE_MS, SECOND_MS, type EpochMs } from '@quarterdeck/core/kernel/clock';
import type { EquityPoint } from '@quarterdeck/core/contract/console-state.schema';
import type { DeskView } from '@quarterdeck/core/model/desk-view';
import type { Clock } from '../ports/clock.ts';
import type { Memory } from '../ports/memory.ts';
import { equityPointOf } from './console/equity-point.ts';

/** One point of the equity curve a second, on the desk's clock; a tape faster than that leaves one a minute. */
export class EquitySampler {
  #newest: EquityPoint | undefined;
  #tsFollowed: EpochMs = 0;
  #fills = 0;

  constructor(
    readonly options: {
      readonly clock: Clock;
      readonly view: () => DeskView;
      readonly memory: Pick<Memory, 'writeEquityPoint'>;
    },
  ) {}

  get newest(): EquityPoint | null {
    return this.#newest ?? null;
  }

  /** Called with each step of the market: a fast tape passes many minutes between two seconds of the wall. */
  follow(ts: EpochMs): void {
    if (ts - this.#tsFollowed < SECOND_MS) return;
    this.#tsFollowed = ts;
    const age = ts - (this.#newest?.ts ?? 0);
    if (age < MINUTE_MS && !this.#hasNewFills()) return;
    try {
      this.sample();
    } catch {
      // The loop of every second meets the same disk and tells; the market must not stop for it.
    }
  }

  #hasNewFills(): boolean {
    const { fills } = this.options.view().totals;
    const isNew = fills !== this.#fills;
    this.#fills = fills;
    return isNew;
  }

  sample(): void {
    const { clock, view, memory } = this.options;
    const now = clock.now();
    const ts = now - (now % SECOND_MS);
    if (this.#newest !== undefined && ts <= this.#newest.ts) return;
    this.#newest = equityPointOf(view().pnl(), ts);
    memory.writeEquityPoint(this.#newest);
  }
}
