import type { MarketChart } from '@quarterdeck/core/contract/market-chart.schema';
import type { Candle } from '@quarterdeck/core/model/candle';
import type { TradingCalendar } from '@quarterdeck/core/model/instrument';
import { nextBarTs } from '../history/find-gaps.ts';

/** Holes between bars inside opening hours; a weekend of an FX market is none. */
export function listChartGaps(
  bars: readonly Candle[],
  calendar: TradingCalendar,
): MarketChart['gaps'] {
  const gaps: MarketChart['gaps'] = [];
  let due = Number.POSITIVE_INFINITY;
  for (const { tsOpen, timeframeMs } of bars) {
    const tsFrom = tsOpen > due ? nextBarTs({ calendar, timeframeMs }, due) : tsOpen;
    if (tsFrom < tsOpen) gaps.push({ tsFrom, tsTo: tsOpen });
    due = tsOpen + timeframeMs;
  }
  return gaps;
}
