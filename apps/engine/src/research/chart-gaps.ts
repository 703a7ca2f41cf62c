import type { MarketChart } from '@quarterdeck/core/contract/market-chart.schema';
import type { Candle } from '@quarterdeck/core/model/candle';
import type { TradingCalendar } from '@quarterdeck/core/model/instrument';
import { findGaps } from '../history/find-gaps.ts';

const NO_PRICES = new Float64Array(0);

/** Holes between bars inside opening hours, as the history store sees them; an FX weekend is none. */
export function listChartGaps(
  bars: readonly Candle[],
  calendar: TradingCalendar,
): MarketChart['gaps'] {
  const [first] = bars;
  if (first === undefined) return [];
  const { symbol, timeframeMs } = first;
  const times = {
    kind: 'bars',
    symbol,
    timeframeMs,
    length: bars.length,
    sizeDecimals: 0,
    tsOpen: Float64Array.from(bars, ({ tsOpen }) => tsOpen),
    open: NO_PRICES,
    high: NO_PRICES,
    low: NO_PRICES,
    close: NO_PRICES,
    volume: NO_PRICES,
  } as const;
  return findGaps([times], calendar).map(({ tsFrom, tsTo }) => ({ tsFrom, tsTo }));
}
