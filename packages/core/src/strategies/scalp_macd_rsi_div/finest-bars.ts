import { MINUTE_MS, SECOND_MS, type EpochMs } from '../../kernel/clock.ts';
import type { Candle } from '../../model/candle.ts';
import type { Params } from './params.ts';

const FIVE_SECONDS_MS = 5 * SECOND_MS;
export const BAR_TIMEFRAMES_MS: readonly number[] = [FIVE_SECONDS_MS, MINUTE_MS];

/** True for the bars that count. */
export type BarFilter = (bar: Candle) => boolean;

/**
 * `finest`: 5-second bars while they come; a minute in which none ended counts as a 1-minute bar,
 * as on a tape of minute candles. Shorter bars of the same moment are always delivered first.
 */
export function createBarFilter(bars: Params['bars']): BarFilter {
  if (bars === '5s') return (bar) => bar.timeframeMs === FIVE_SECONDS_MS;
  if (bars === '1m') return (bar) => bar.timeframeMs === MINUTE_MS;
  let tsNewestShort: EpochMs = -1;
  return (bar) => {
    if (bar.timeframeMs === MINUTE_MS) return tsNewestShort < bar.tsOpen;
    tsNewestShort = bar.tsOpen;
    return bar.timeframeMs === FIVE_SECONDS_MS;
  };
}
