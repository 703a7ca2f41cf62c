import { MINUTE_MS } from '../../kernel/clock.ts';
import { toFloat } from '../../kernel/decimal.ts';
import { floatClose, floatHigh, floatLow } from '../../model/column-candle.ts';
import type { Candle } from '../../model/candle.ts';

/** A bar as the indicators read it: prices and volume as floats. */
export interface MinuteBar {
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
}

/** The only bars this strategy knows; a tape of longer ones brings it none. */
export const TIMEFRAME_MS = MINUTE_MS;
/** Channels that bridge more silent minutes than this speak of another market, as after a weekend. */
export const HOLE_BARS = 30;

export const floatsOf = (bar: Candle): MinuteBar => ({
  high: floatHigh(bar),
  low: floatLow(bar),
  close: floatClose(bar),
  volume: toFloat(bar.volume),
});
