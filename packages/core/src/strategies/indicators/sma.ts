import { SMA } from 'trading-signals';

/** Plain average of the last `interval` values; NaN until as many have been seen. Floats. */
export interface Sma {
  add(value: number): number;
}

export function createSma(interval: number): Sma {
  const sma = new SMA(interval);
  return { add: (value) => sma.update(value, false) ?? Number.NaN };
}
