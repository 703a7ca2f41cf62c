import type { EpochMs } from '../kernel/clock.ts';
import type { Candle } from '../model/candle.ts';

/** `other`: a longer bar over what shorter ones have told already. `first`: a length not followed until now. */
export type BarStanding = 'other' | 'first' | 'next';

/**
 * Follows the shortest bars that come; longer ones only once a whole one of them has passed without any
 * shorter. Told of every bar, shorter ones of a moment before longer ones. Allocates nothing.
 */
export function createFinestBar(): (bar: Candle) => BarStanding {
  let followedMs = Number.POSITIVE_INFINITY;
  let tsNewest: EpochMs = Number.NEGATIVE_INFINITY;
  return ({ timeframeMs, tsOpen }) => {
    if (timeframeMs > followedMs && tsNewest >= tsOpen) return 'other';
    const standing = timeframeMs === followedMs ? 'next' : 'first';
    followedMs = timeframeMs;
    tsNewest = tsOpen;
    return standing;
  };
}
