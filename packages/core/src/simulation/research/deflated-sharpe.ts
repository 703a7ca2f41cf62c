import { normalCdf, normalQuantile } from './normal-distribution.ts';

/** Euler-Mascheroni. */
const EULER_GAMMA = 0.577_215_664_901_532_9;

/**
 * The best Sharpe ratio that so many independent tries without any skill are expected to show, in the unit of the
 * variance: sqrt(V) * ((1 - g) * Z^-1(1 - 1/N) + g * Z^-1(1 - 1/(N e))), g = Euler-Mascheroni.
 * D. H. Bailey and M. Lopez de Prado, "The Deflated Sharpe Ratio", Journal of Portfolio Management 40 (2014).
 */
export function expectedBestSharpe(trials: number, variance: number): number {
  if (trials <= 1) return 0;
  const typical = normalQuantile(1 - 1 / trials);
  const extreme = normalQuantile(1 - 1 / (trials * Math.E));
  return Math.sqrt(variance) * ((1 - EULER_GAMMA) * typical + EULER_GAMMA * extreme);
}

export interface SharpeSample {
  /** Of one period, not annualised. */
  readonly sharpe: number;
  /** Periods it was measured on. */
  readonly observations: number;
  readonly skewness: number;
  /** Not the excess: 3 for a normal. */
  readonly kurtosis: number;
}

/**
 * Chance that the true Sharpe ratio is above `benchmark`, both of one period, given length and shape of the sample:
 * the probabilistic Sharpe ratio; with the expected best of noise as benchmark, the deflated one.
 * Null where the sample is too short or too odd for the estimate.
 */
export function probabilisticSharpe(sample: SharpeSample, benchmark: number): number | null {
  const { sharpe, observations, skewness, kurtosis } = sample;
  const spread = 1 - skewness * sharpe + ((kurtosis - 1) / 4) * sharpe * sharpe;
  if (observations < 2 || spread <= 0) return null;
  return normalCdf(((sharpe - benchmark) * Math.sqrt(observations - 1)) / Math.sqrt(spread));
}
