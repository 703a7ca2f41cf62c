import type { GateConfig } from '../../contract/agent/config/gate.schema.ts';
import { SECOND_MS, type EpochMs } from '../../kernel/clock.ts';
import { clampSeconds } from './clamp-seconds.ts';
import { NEVER } from './gate-result.ts';
import type { Reason } from './pending-reasons.ts';

export interface DueTimesState {
  readonly tsPassed: EpochMs;
  readonly tsTimer: EpochMs;
  readonly tsReview: EpochMs;
  readonly isHolding: boolean;
}

/** What falls due by itself: the next check and, while something is held, the review. Any pass starts both anew. */
export class DueTimes {
  readonly #config: GateConfig;
  #tsPassed: EpochMs;
  #tsTimer: EpochMs;
  #tsReview: EpochMs;
  #isHolding: boolean;

  constructor(config: GateConfig, tsStart: EpochMs, state?: DueTimesState) {
    const tsLatest = tsStart + config.timer.max_s * SECOND_MS;
    this.#config = config;
    this.#tsPassed = state?.tsPassed ?? tsStart;
    this.#tsTimer = state?.tsTimer ?? tsLatest;
    this.#tsReview = state?.tsReview ?? NEVER;
    this.#isHolding = state?.isHolding ?? false;
  }

  get isHolding(): boolean {
    return this.#isHolding;
  }

  /** Seconds as granted. */
  setNextCheck(seconds: number, ts: EpochMs): number {
    const { min_s, max_s } = this.#config.timer;
    const granted = clampSeconds(seconds, { min: min_s, max: max_s, otherwise: max_s });
    this.#tsTimer = ts + granted * SECOND_MS;
    return granted;
  }

  setHolding(isHolding: boolean, ts: EpochMs): void {
    if (isHolding !== this.#isHolding) this.#tsReview = ts + this.#config.review_s * SECOND_MS;
    this.#isHolding = isHolding;
    if (!isHolding) this.#tsReview = NEVER;
  }

  /** The review that has fallen due, if one has; once. */
  takeReview(ts: EpochMs): Reason | null {
    if (ts < this.#tsReview) return null;
    const reason = this.#reason('review', ts, this.#tsReview);
    this.#tsReview = NEVER;
    return reason;
  }

  takeTimer(ts: EpochMs): Reason | null {
    if (ts < this.#tsTimer) return null;
    const reason = this.#reason('timer', ts, this.#tsTimer);
    this.#tsTimer = NEVER;
    return reason;
  }

  /** Until an answer names a time the next check is the latest one. */
  pass(ts: EpochMs): void {
    this.#tsPassed = ts;
    this.#tsTimer = ts + this.#config.timer.max_s * SECOND_MS;
    this.#tsReview = this.#isHolding ? ts + this.#config.review_s * SECOND_MS : NEVER;
  }

  tsNext(): EpochMs {
    return Math.min(this.#tsTimer, this.#tsReview);
  }

  state(): DueTimesState {
    return {
      tsPassed: this.#tsPassed,
      tsTimer: this.#tsTimer,
      tsReview: this.#tsReview,
      isHolding: this.#isHolding,
    };
  }

  #reason(layer: 'review' | 'timer', ts: EpochMs, tsDue: EpochMs): Reason {
    const value = (ts - this.#tsPassed) / SECOND_MS;
    return { layer, value, threshold: (tsDue - this.#tsPassed) / SECOND_MS, tsLapses: NEVER };
  }
}
