import { EMA, MACD } from 'trading-signals';

export interface MacdIntervals {
  readonly fast: number;
  readonly slow: number;
  readonly signal: number;
}

/** MACD line and histogram in price units; NaN until `slow` values have been seen. */
export interface Macd {
  add(close: number): void;
  line(): number;
  histogram(): number;
}

/** Appel's moving average convergence/divergence over exponential averages; floats. */
export function createMacd({ fast, slow, signal }: MacdIntervals): Macd {
  const macd = new MACD(new EMA(fast), new EMA(slow), new EMA(signal));
  let line = Number.NaN;
  let histogram = Number.NaN;
  return {
    add: (close) => {
      const result = macd.update(close, false);
      if (result === null) return;
      line = result.macd;
      histogram = result.histogram;
    },
    line: () => line,
    histogram: () => histogram,
  };
}
