import type { Clock } from '../../ports/clock.ts';

export interface ClockSources {
  /** The machine's time of day, in whole milliseconds; may be set to anything at any time. */
  readonly wallMs: () => number;
  /** Never steps back; need not run while the machine sleeps. */
  readonly monotonicMs: () => number;
}

/**
 * The time of day as it was at the start, carried on by the monotonic clock. A wall that is set back changes nothing:
 * this time neither repeats nor waits. A wall that is ahead, as after a sleep, is followed at once.
 */
export function createSteadyClock({ wallMs, monotonicMs }: ClockSources): Required<Clock> {
  let tsAnchor = wallMs();
  let anchorMs = monotonicMs();
  const now = () => {
    const ts = tsAnchor + Math.floor(monotonicMs() - anchorMs);
    const wall = wallMs();
    if (wall <= ts) return ts;
    tsAnchor = wall;
    anchorMs = monotonicMs();
    return wall;
  };
  return { now, monotonicMs, aheadOfWallMs: () => now() - wallMs() };
}
