import { MINUTE_MS } from '../../kernel/clock.ts';
import type { Candle } from '../../model/candle.ts';
import { createUnbrokenSeries } from '../indicators/unbroken-series.ts';
import { createWickWatch, type ExtremeWick, type WickWatch } from '../wick-watch.ts';
import { pricesOf, type Wick } from '../wick.ts';
import type { Params } from './params.ts';
import { createTrend, type Trend } from './trend.ts';

/** A wick that meets every condition, in a trend that favours it. */
export interface Signal {
  readonly wick: Wick;
  /** Distance of the averages in favour of the trade, average true ranges. */
  readonly trendAtr: number;
}

export interface SignalFinder {
  find(bar: Candle): Signal | undefined;
  /** What the newest series of bars has shown so far. */
  learned(): Learned | undefined;
}

export interface Learned {
  readonly watch: WickWatch;
  readonly trend: Trend;
}

function isRejection({ wick, rangeAtr }: ExtremeWick, params: Params): boolean {
  return (
    wick.wickShare >= params.min_wick_share &&
    wick.closeShare >= params.min_close_share &&
    rangeAtr >= params.min_range_atr
  );
}

/** Lead of the averages before this bar, turned so that positive favours the trade. */
function trendFor(wick: Wick, lead: number, atr: number): number {
  return (wick.end === 'low' ? lead : -lead) / atr;
}

/** Reads 1-minute bars; after a hole as long as the slow average it begins anew. */
export function createSignalFinder(params: Params): SignalFinder {
  const series = createUnbrokenSeries<Learned>({
    timeframeMs: MINUTE_MS,
    holeBars: params.trend_slow,
    begin: () => ({ watch: createWickWatch(params), trend: createTrend(params) }),
  });
  let newest: Learned | undefined;
  const find = (bar: Candle): Signal | undefined => {
    const learned = series(bar);
    if (learned === undefined) return undefined;
    newest = learned;
    const prices = pricesOf(bar);
    // Measured against what was known before the bar, as the wick itself is.
    const [lead, atr] = [learned.trend.lead(), learned.watch.atr()];
    const wicks = learned.watch.add(prices);
    learned.trend.add(prices.close);
    if (wicks.length === 0) return undefined;
    if ((prices.high - prices.low) * 10_000 < params.min_range_bps * prices.close) return undefined;
    for (const each of wicks) {
      const trendAtr = trendFor(each.wick, lead, atr);
      // Only one end can have the trend with it; NaN of young averages has neither.
      if (trendAtr >= params.min_trend_atr && trendAtr > 0 && isRejection(each, params))
        return { wick: each.wick, trendAtr };
    }
    return undefined;
  };
  return { find, learned: () => newest };
}
