import { EMA } from 'trading-signals';

/** Exponential average with weight 2 / (interval + 1), seeded with its first input; floats. */
export interface Ema {
  /** Adds one value and returns the average with it. */
  add(value: number): number;
  /** True after `interval` values. */
  isStable(): boolean;
}

export function createEma(interval: number): Ema {
  const ema = new EMA(interval);
  return { add: (value) => ema.update(value, false), isStable: () => ema.isStable };
}
