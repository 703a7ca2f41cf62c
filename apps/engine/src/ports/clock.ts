import type { EpochMs } from '@quarterdeck/core/kernel/clock';

/** The only way the engine learns the time. */
export interface Clock {
  /** Wall time; may step. */
  now(): EpochMs;
  /** Milliseconds with fractions from an arbitrary start; never steps back. For durations and deadlines. */
  monotonicMs(): number;
}

export interface Timer {
  cancel(): void;
}

/** The only way the engine waits. A virtual one fires when its clock is moved. */
export interface Scheduler {
  after(delayMs: number, run: () => void): Timer;
  every(intervalMs: number, run: () => void): Timer;
  /** Lets pending input and output happen before going on. */
  yield(): Promise<void>;
}
