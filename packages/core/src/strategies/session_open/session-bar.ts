import type { EpochMs } from '../../kernel/clock.ts';
import { floatClose, floatHigh, floatLow } from '../../model/column-candle.ts';
import type { Candle } from '../../model/candle.ts';

/** A bar as the ranges read it: its times, and its prices as floats. */
export interface SessionBar {
  readonly tsOpen: EpochMs;
  readonly tsEnd: EpochMs;
  readonly high: number;
  readonly low: number;
  readonly close: number;
}

export const sessionBarOf = (bar: Candle): SessionBar => ({
  tsOpen: bar.tsOpen,
  tsEnd: bar.tsOpen + bar.timeframeMs,
  high: floatHigh(bar),
  low: floatLow(bar),
  close: floatClose(bar),
});

/**
 * True for the shortest bars that come: minutes, or those of a tape that has only longer ones.
 * A longer bar beside them repeats prices that have been read.
 */
export function createBarFilter(): (bar: Candle) => boolean {
  let finestMs = Number.POSITIVE_INFINITY;
  return ({ timeframeMs }) => {
    if (timeframeMs < finestMs) finestMs = timeframeMs;
    return timeframeMs === finestMs;
  };
}
