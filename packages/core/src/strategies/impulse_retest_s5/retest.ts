import type { ImpulseReading } from './impulse.ts';
import type { Params } from './params.ts';

/** An impulse whose level has not been touched yet; direction 0 while there is none. */
export interface Retest {
  direction: -1 | 0 | 1;
  level: number;
  /** Distance that counts as touching the level, and the most a close may stand behind it. */
  tolerance: number;
  atrMultiple: number;
  barsWaited: number;
}

export const createRetest = (): Retest => ({
  direction: 0,
  level: 0,
  tolerance: 0,
  atrMultiple: 0,
  barsWaited: 0,
});

/** Begins to wait for the retest of a new impulse; one that was waited for is given up. */
export function armRetest(retest: Retest, impulse: ImpulseReading, params: Params): void {
  retest.direction = impulse.direction;
  retest.level = impulse.level;
  retest.tolerance = impulse.body * params.retest_share;
  retest.atrMultiple = impulse.atrMultiple;
  retest.barsWaited = 0;
}

/** True when the bar came back to the level and closed on the side the impulse had gone to. Ends the waiting too. */
export function hasHeld(retest: Retest, bar: ImpulseReading, params: Params): boolean {
  const { direction, level, tolerance } = retest;
  retest.barsWaited += 1;
  const reach = direction > 0 ? bar.low - level : level - bar.high;
  const close = direction * (bar.close - level);
  const hasTouched = reach <= tolerance;
  const isOver = close < -tolerance || retest.barsWaited >= params.retest_bars;
  const holds = hasTouched && close > 0;
  if (holds || isOver) retest.direction = 0;
  return holds;
}
