import { RSI } from 'trading-signals';

/** Wilder's relative strength index, 0..100; NaN until `interval` changes have been seen. */
export interface Rsi {
  add(close: number): number;
}

export function createRsi(interval: number): Rsi {
  const rsi = new RSI(interval);
  return { add: (close) => rsi.update(close, false) ?? Number.NaN };
}
