/** Bollinger's bands: mean of the last `interval` closes, and that mean plus and minus `width` population deviations. */
export interface Bollinger {
  /** True once the bands stand. */
  add(close: number): boolean;
  upper(): number;
  middle(): number;
  lower(): number;
}

// Indexed loops: a for-of over the array costs its iterator at every value, more than twice the whole sum.
function meanOf(values: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < values.length; index += 1) sum += values[index] ?? 0;
  return sum / values.length;
}

/** Around a mean found before: the one-pass form loses its digits where closes are large and close together. */
function deviationOf(values: Float64Array, mean: number): number {
  let squares = 0;
  for (let index = 0; index < values.length; index += 1) {
    const difference = (values[index] ?? 0) - mean;
    squares += difference * difference;
  }
  return Math.sqrt(squares / values.length);
}

/**
 * Bands are NaN until `interval` closes have been seen; price units, floats.
 * Our own arithmetic, the library's definition: its class makes three arrays and an object a bar (ADR 0011).
 */
export function createBollinger(options: {
  readonly interval: number;
  readonly width: number;
}): Bollinger {
  const { interval, width } = options;
  const closes = new Float64Array(interval);
  let seen = 0;
  let middle = Number.NaN;
  let reach = Number.NaN;
  return {
    add: (close) => {
      closes[seen % interval] = close;
      seen += 1;
      if (seen < interval) return false;
      middle = meanOf(closes);
      reach = deviationOf(closes, middle) * width;
      return true;
    },
    upper: () => middle + reach,
    middle: () => middle,
    lower: () => middle - reach,
  };
}
