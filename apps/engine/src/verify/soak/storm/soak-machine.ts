import type { EpochMs } from '@quarterdeck/core/kernel/clock';
import type { Alert } from '@quarterdeck/core/model/effect';
import { createSteadyClock } from '../../../adapters/system/steady-clock.ts';
import { ClockWatch } from '../../../runtime/clock-watch.ts';

/** A machine whose time of day is set to and fro while its monotonic clock runs on, read as the engine reads its own; not switched off when the engine starts again. */
export class SoakMachine {
  readonly #clock;
  readonly #watch: ClockWatch;
  /** What the operator was told of the clock, by code. */
  readonly told = new Map<string, number>();
  #monotonicMs = 0;
  #wallMs: EpochMs;

  constructor(tsStart: EpochMs) {
    this.#wallMs = tsStart;
    this.#clock = createSteadyClock({
      wallMs: () => this.#wallMs,
      monotonicMs: () => this.#monotonicMs,
    });
    const raise = ({ code }: Alert): void => {
      this.told.set(code, (this.told.get(code) ?? 0) + 1);
    };
    this.#watch = new ClockWatch({
      clock: this.#clock,
      tsNow: () => this.#clock.now(),
      alerts: { raise },
    });
  }

  /** Since the machine was switched on. */
  get elapsedMs(): number {
    return this.#monotonicMs;
  }

  /** The engine's time. */
  now(): EpochMs {
    return this.#clock.now();
  }

  /** What the machine's own clock shows. */
  get wallMs(): EpochMs {
    return this.#wallMs;
  }

  pass(ms: number): void {
    this.#monotonicMs += ms;
    this.#wallMs += ms;
  }

  /** Somebody, or a time daemon, sets the clock. */
  set(byMs: number): void {
    this.#watch.check();
    this.#wallMs += byMs;
    this.#watch.check();
  }
}
