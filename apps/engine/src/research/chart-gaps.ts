import type { MarketChart } from '@quarterdeck/core/contract/market-chart.schema';
import type { Candle } from '@quarterdeck/core/model/candle';
import type { TradingCalendar } from '@quarterdeck/core/model/instrument';
import { findGaps } from '../history/find-gaps.ts';

const NO_PRICES = new Float64Array(0);
/** A longer hole at the end is one whatever the calendar says; going through it bar by bar would hold the desk up. */
const MOST_LOOKED_AT = 20_000;

type Gaps = MarketChart['gaps'];

function holesBetween(stamps: readonly number[], bar: Candle, calendar: TradingCalendar): Gaps {
  const times = {
    kind: 'bars',
    symbol: bar.symbol,
    timeframeMs: bar.timeframeMs,
    length: stamps.length,
    sizeDecimals: 0,
    tsOpen: Float64Array.from(stamps),
    open: NO_PRICES,
    high: NO_PRICES,
    low: NO_PRICES,
    close: NO_PRICES,
    volume: NO_PRICES,
  } as const;
  return findGaps([times], calendar).map(({ tsFrom, tsTo }) => ({ tsFrom, tsTo }));
}

/**
 * Holes between bars inside opening hours, as the history store sees them; an FX weekend is none. `tsNext`: start
 * of the bar that is shown behind these, where there is one.
 */
export function listChartGaps(
  bars: readonly Candle[],
  calendar: TradingCalendar,
  tsNext?: number,
): Gaps {
  const last = bars.at(-1);
  if (last === undefined) return [];
  const stamps = bars.map(({ tsOpen }) => tsOpen);
  const tsDue = last.tsOpen + last.timeframeMs;
  if (tsNext === undefined || tsNext <= tsDue) return holesBetween(stamps, last, calendar);
  if (tsNext - tsDue <= MOST_LOOKED_AT * last.timeframeMs) {
    return holesBetween([...stamps, tsNext], last, calendar);
  }
  return [...holesBetween(stamps, last, calendar), { tsFrom: tsDue, tsTo: tsNext }];
}
