export interface SampleMoments {
  readonly count: number;
  readonly mean: number;
  /** Sample standard deviation (n - 1). */
  readonly deviation: number;
  /** Third standardised moment; 0 for a normal. */
  readonly skewness: number;
  /** Fourth standardised moment, not the excess; 3 for a normal. */
  readonly kurtosis: number;
}

/** Undefined below two values or where all of them are alike. */
export function sampleMoments(values: readonly number[]): SampleMoments | undefined {
  const count = values.length;
  if (count < 2) return undefined;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const central = (power: number): number =>
    values.reduce((sum, value) => sum + (value - mean) ** power, 0) / count;
  const variance = central(2);
  if (variance <= 0) return undefined;
  return {
    count,
    mean,
    deviation: Math.sqrt((variance * count) / (count - 1)),
    skewness: central(3) / variance ** 1.5,
    kurtosis: central(4) / variance ** 2,
  };
}
