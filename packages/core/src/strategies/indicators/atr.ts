import { ATR } from 'trading-signals';
import { WilderAverage } from './wilder-average.ts';

/** Wilder's average true range in price units; NaN until `interval` bars have been seen. Floats. */
export interface Atr {
  /** Keeps the bar as the one before the next: hand over a new object each time. */
  add(bar: { readonly high: number; readonly low: number; readonly close: number }): number;
}

export function createAtr(interval: number): Atr {
  const atr = new ATR(interval, WilderAverage);
  return { add: (bar) => atr.update(bar, false) ?? Number.NaN };
}
