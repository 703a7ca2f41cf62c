import { floatClose, floatHigh, floatLow, floatOpen } from '../model/column-candle.ts';
import type { Candle } from '../model/candle.ts';

/** A bar in floats. */
export interface BarPrices {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
}

export const pricesOf = (bar: Candle): BarPrices => ({
  open: floatOpen(bar),
  high: floatHigh(bar),
  low: floatLow(bar),
  close: floatClose(bar),
});

export type WickEnd = 'low' | 'high';

/** A bar as seen from one of its ends. The shares are of its range, 0..1. */
export interface Wick {
  readonly end: WickEnd;
  /** From the end to the nearer edge of the body. */
  readonly wickShare: number;
  readonly bodyShare: number;
  /** How far from the end the bar closed: 1 is the opposite end. */
  readonly closeShare: number;
  /** Length of the wick and of the whole bar, price units. */
  readonly length: number;
  readonly range: number;
}

/** Undefined for a bar without a range, which has no wick to speak of. */
export function wickOf(bar: BarPrices, end: WickEnd): Wick | undefined {
  const { open, high, low, close } = bar;
  const range = high - low;
  if (!(range > 0)) return undefined;
  const length = end === 'low' ? Math.min(open, close) - low : high - Math.max(open, close);
  return {
    end,
    wickShare: length / range,
    bodyShare: Math.abs(close - open) / range,
    closeShare: (end === 'low' ? close - low : high - close) / range,
    length,
    range,
  };
}
