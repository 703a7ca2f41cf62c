import { MINUTE_MS } from '../../kernel/clock.ts';
import type { Candle } from '../../model/candle.ts';
import { createUnbrokenSeries } from '../indicators/unbroken-series.ts';
import { createWickWatch, type ExtremeWick, type WickWatch } from '../wick-watch.ts';
import { pricesOf, type Wick } from '../wick.ts';
import type { Params } from './params.ts';
import { scoreWick } from './score.ts';

/** A wick at an extreme and what it is worth, 0..1. */
export interface Rejection {
  readonly wick: Wick;
  readonly score: number;
}

export interface RejectionFinder {
  /** The rejection a bar ends with, if any; of two, the better one, and none of two equally good. */
  find(bar: Candle): Rejection | undefined;
  /** What the newest series of bars has shown so far. */
  watch(): WickWatch | undefined;
}

function pickBetter(wicks: readonly ExtremeWick[], params: Params): Rejection | undefined {
  let best: Rejection | undefined;
  let isTied = false;
  for (const each of wicks) {
    const score = scoreWick(each, params);
    isTied = score === best?.score;
    if (best === undefined || score > best.score) best = { wick: each.wick, score };
  }
  return isTied ? undefined : best;
}

/** Reads 1-minute bars; after a hole as long as the look-back it begins anew. */
export function createRejectionFinder(params: Params): RejectionFinder {
  const series = createUnbrokenSeries({
    timeframeMs: MINUTE_MS,
    holeBars: params.lookback_bars,
    begin: () => createWickWatch(params),
  });
  let watch: WickWatch | undefined;
  const find = (bar: Candle): Rejection | undefined => {
    const learned = series(bar);
    if (learned === undefined) return undefined;
    watch = learned;
    const prices = pricesOf(bar);
    const wicks = learned.add(prices);
    if (wicks.length === 0) return undefined;
    const rangeBps = ((prices.high - prices.low) / prices.close) * 10_000;
    return rangeBps < params.min_range_bps ? undefined : pickBetter(wicks, params);
  };
  return { find, watch: () => watch };
}
