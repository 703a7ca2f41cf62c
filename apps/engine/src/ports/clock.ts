import type { EpochMs } from '@quarterdeck/core/kernel/clock';

/** The only way the engine learns the time. */
export interface Clock {
  /** Time of day; never steps back. */
  now(): EpochMs;
  /** Milliseconds with fractions from an arbitrary start; never steps back. For durations and deadlines. */
  monotonicMs(): number;
  /** By how much `now` is ahead of the machine's time of day. Absent where there is no machine behind it. */
  aheadOfWallMs?(): number;
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
