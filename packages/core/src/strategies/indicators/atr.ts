import { ATR } from 'trading-signals';

/** Wilder's average true range in price units; NaN until `interval` bars have been seen. Floats. */
export interface Atr {
  add(bar: { readonly high: number; readonly low: number; readonly close: number }): number;
}

export function createAtr(interval: number): Atr {
  const atr = new ATR(interval);
  return { add: (bar) => atr.update(bar, false) ?? Number.NaN };
}
