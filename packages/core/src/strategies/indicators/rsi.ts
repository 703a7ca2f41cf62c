import { RSI } from 'trading-signals';
import { WilderAverage } from './wilder-average.ts';

/**
 * Wilder's relative strength index, 0..100; NaN until `interval` changes have been seen.
 * 100 where nothing ever fell, and so where nothing ever moved.
 */
export interface Rsi {
  add(close: number): number;
}

export function createRsi(interval: number): Rsi {
  const rsi = new RSI(interval, WilderAverage);
  return { add: (close) => rsi.update(close, false) ?? Number.NaN };
}
