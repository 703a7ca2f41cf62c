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
  // The library's own isStable throws and catches inside while young: too slow to ask often.
  let values = 0;
  return {
    add: (value) => {
      values += 1;
      return ema.update(value, false);
    },
    isStable: () => values >= interval,
  };
}
