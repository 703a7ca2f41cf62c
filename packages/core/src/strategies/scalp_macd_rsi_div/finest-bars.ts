import { MINUTE_MS, SECOND_MS, type EpochMs } from '../../kernel/clock.ts';
import type { Candle } from '../../model/candle.ts';
import type { Params } from './params.ts';

const FIVE_SECONDS_MS = 5 * SECOND_MS;
export const BAR_TIMEFRAMES_MS: readonly number[] = [FIVE_SECONDS_MS, MINUTE_MS];

/** True for the bars that count. */
export type BarFilter = (bar: Candle) => boolean;

/** The lengths that can count at all; `finest` leaves that to what arrives. */
export function chooseBars({ bars }: Pick<Params, 'bars'>): readonly number[] | 'finest' {
  if (bars === 'finest') return bars;
  return [bars === '5s' ? FIVE_SECONDS_MS : MINUTE_MS];
}

/**
 * `finest`: 5-second bars while they come; a minute in which none ended counts as a 1-minute bar,
 * as on a tape of minute candles, and so on for longer ones. Shorter bars of the same moment are always
 * delivered first.
 */
export function createBarFilter(bars: Params['bars']): BarFilter {
  const chosen = chooseBars({ bars });
  if (chosen !== 'finest') return (bar) => chosen.includes(bar.timeframeMs);
  const newest = new Map<number, EpochMs>();
  return ({ timeframeMs, tsOpen }) => {
    newest.set(timeframeMs, tsOpen);
    for (const [otherMs, tsOther] of newest)
      if (otherMs < timeframeMs && tsOther >= tsOpen) return false;
    return true;
  };
}
