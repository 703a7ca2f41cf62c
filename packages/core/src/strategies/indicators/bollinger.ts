import { BollingerBands } from 'trading-signals';

/** Bollinger's bands: mean of the last `interval` closes, and that mean plus and minus `width` population deviations. */
export interface Bollinger {
  /** True once the bands stand. */
  add(close: number): boolean;
  upper(): number;
  middle(): number;
  lower(): number;
}

/** Bands are NaN until `interval` closes have been seen; price units, floats. */
export function createBollinger(options: {
  readonly interval: number;
  readonly width: number;
}): Bollinger {
  const bands = new BollingerBands(options.interval, options.width);
  let upper = Number.NaN;
  let middle = Number.NaN;
  let lower = Number.NaN;
  return {
    add: (close) => {
      const result = bands.update(close, false);
      if (result === null) return false;
      ({ upper, middle, lower } = result);
      return true;
    },
    upper: () => upper,
    middle: () => middle,
    lower: () => lower,
  };
}
