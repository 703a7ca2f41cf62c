import type { ExtremeWick } from '../wick-watch.ts';
import type { Params } from './params.ts';

/** A body of less than this share of the range counts as this much, so that a doji has a ratio too. */
const SMALLEST_BODY_SHARE = 0.01;

type Scale = Pick<
  Params,
  | 'full_wick_ratio'
  | 'full_depth_atr'
  | 'full_range_atr'
  | 'weight_wick'
  | 'weight_close'
  | 'weight_depth'
  | 'weight_range'
>;

const mark = (value: number, full: number): number => Math.min(1, Math.max(0, value / full));

/**
 * How much of a rejection the wick is, 0..1: the weighted mean of four marks. A close in the middle of the bar earns
 * nothing, one at the far end everything; the other three grow in proportion up to their full mark.
 */
export function scoreWick({ wick, depthAtr, rangeAtr }: ExtremeWick, scale: Scale): number {
  const ratio = wick.wickShare / Math.max(SMALLEST_BODY_SHARE, wick.bodyShare);
  const { weight_wick, weight_close, weight_depth, weight_range } = scale;
  const sum =
    weight_wick * mark(ratio, scale.full_wick_ratio) +
    weight_close * mark(2 * wick.closeShare - 1, 1) +
    weight_depth * mark(depthAtr, scale.full_depth_atr) +
    weight_range * mark(rangeAtr, scale.full_range_atr);
  return sum / (weight_wick + weight_close + weight_depth + weight_range);
}
