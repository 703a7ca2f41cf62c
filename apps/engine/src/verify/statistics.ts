/** Nearest-rank quantile: always one of the samples. NaN for none. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((left, right) => left - right);
  const rank = Math.max(1, Math.ceil(share * sorted.length));
  return sorted[rank - 1] ?? Number.NaN;
}

export const median = (samples: readonly number[]): number => quantile(samples, 0.5);

const DIGITS = 4;
/** Short enough to read, exact enough to compare. */
export const rounded = (value: number): number => Number(value.toPrecision(DIGITS));

export type Spread = Readonly<Record<'n' | 'min' | 'median' | 'max', number>>;

export function spreadOf(samples: readonly number[]): Spread {
  return {
    n: samples.length,
    min: rounded(quantile(samples, 0)),
    median: rounded(median(samples)),
    max: rounded(quantile(samples, 1)),
  };
}

/** Least-squares slope of y over x. */
export function slopeOf(points: readonly { readonly x: number; readonly y: number }[]): number {
  const n = points.length;
  const meanX = points.reduce((sum, { x }) => sum + x, 0) / n;
  const meanY = points.reduce((sum, { y }) => sum + y, 0) / n;
  const over = points.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0);
  const under = points.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0);
  return under === 0 ? 0 : over / under;
}
