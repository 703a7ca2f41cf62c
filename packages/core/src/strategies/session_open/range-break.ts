import { MINUTE_MS } from '../../kernel/clock.ts';
import type { OpeningRange } from './opening-range.ts';
import type { Params } from './params.ts';
import type { SessionBar } from './session-bar.ts';

/** The first close outside an opening range. */
export interface RangeBreak {
  readonly direction: 1 | -1;
  /** The edge the price left by, and the one at the other side. */
  readonly edge: number;
  readonly farEdge: number;
  /** Where the range ended, from -1 (at the far edge) to 1 (at the edge it broke by). */
  readonly lean: number;
  /** How far the close stands beyond the edge, as a share of the width of the range. */
  readonly reach: number;
  /** Share of the time for a break that had gone by, 0 to 1. */
  readonly lateness: number;
}

type BreakParams = Pick<
  Params,
  'range_minutes' | 'break_minutes' | 'buffer_share' | 'min_range_bps' | 'max_range_bps'
>;

/** Too narrow says nothing, too wide has had its move already. */
function hasWidth({ high, low }: OpeningRange, params: BreakParams): boolean {
  const widthBps = ((high - low) / low) * 10_000;
  return widthBps >= params.min_range_bps && widthBps <= params.max_range_bps;
}

function describeBreak(
  range: OpeningRange,
  close: number,
  at: { readonly direction: 1 | -1; readonly lateness: number },
): RangeBreak {
  const { high, low } = range;
  const { direction, lateness } = at;
  const width = high - low;
  const [edge, farEdge] = direction === 1 ? [high, low] : [low, high];
  const lean = (direction * (2 * range.close - high - low)) / width;
  return { direction, edge, farEdge, lean, reach: (direction * (close - edge)) / width, lateness };
}

/** Undefined while the bar closes inside the range, its buffer included, or comes too late. */
export function findRangeBreak(
  range: OpeningRange,
  bar: SessionBar,
  params: BreakParams,
): RangeBreak | undefined {
  if (!range.isReady || bar.tsOpen < range.tsEnd) return undefined;
  const breakMs = params.break_minutes * MINUTE_MS;
  const lateness = (bar.tsEnd - range.tsEnd) / breakMs;
  if (lateness > 1 || !hasWidth(range, params)) return undefined;
  const buffer = params.buffer_share * (range.high - range.low);
  if (bar.close > range.high + buffer) {
    return describeBreak(range, bar.close, { direction: 1, lateness });
  }
  if (bar.close < range.low - buffer) {
    return describeBreak(range, bar.close, { direction: -1, lateness });
  }
  return undefined;
}
