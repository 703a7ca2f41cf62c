import type { AlertLevel } from '@quarterdeck/core/model/effect';
import type { Clock } from '../ports/clock.ts';
import type { AlertLog } from './console/alert-log.ts';

export interface ClockWatchOptions {
  /** The engine's own time, held against the machine's. */
  readonly clock: Clock;
  /** Time the alerts are stamped with: the desk's, which may be a tape's. */
  readonly tsNow: () => number;
  readonly alerts: Pick<AlertLog, 'raise'>;
}

/** Smaller corrections are what a time daemon does all day. */
const NOTICED_MS = 1_000;

const inMs = (ms: number): string => `${Math.round(ms).toLocaleString('en-US')} ms`;

/** Tells the operator that the machine's clock was set, and by how much; what time the desk has is the clock's affair. */
export class ClockWatch {
  readonly #options: ClockWatchOptions;
  #tsLast: number;
  #lastMs: number;
  #reportedAheadMs = 0;

  constructor(options: ClockWatchOptions) {
    this.#options = options;
    this.#tsLast = options.clock.now();
    this.#lastMs = options.clock.monotonicMs();
  }

  check(): void {
    this.#checkJump();
    this.#checkLead();
  }

  #checkJump(): void {
    const { clock } = this.#options;
    const [ts, ms] = [clock.now(), clock.monotonicMs()];
    const jumpedMs = ts - this.#tsLast - (ms - this.#lastMs);
    this.#tsLast = ts;
    this.#lastMs = ms;
    if (jumpedMs <= NOTICED_MS) return;
    const cause = 'it slept, or its clock was set';
    this.#raise('warning', 'CLOCK_JUMPED', `the machine is ${inMs(jumpedMs)} further on: ${cause}`);
  }

  #checkLead(): void {
    const aheadMs = this.#options.clock.aheadOfWallMs?.() ?? 0;
    if (Math.abs(aheadMs - this.#reportedAheadMs) <= NOTICED_MS) return;
    this.#reportedAheadMs = aheadMs;
    if (aheadMs <= NOTICED_MS) {
      this.#raise('info', 'CLOCK_AGREES', 'the machine and the engine have the same time again');
      return;
    }
    const lead = `the engine's time goes on, ${inMs(aheadMs)} ahead, until it is started again`;
    this.#raise('warning', 'CLOCK_SET_BACK', `the machine's clock was set back; ${lead}`);
  }

  #raise(level: AlertLevel, code: string, text: string): void {
    this.#options.alerts.raise({ level, code, text, ts: this.#options.tsNow() });
  }
}
