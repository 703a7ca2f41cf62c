import { createRng } from '../../kernel/rng.ts';

export interface Interval {
  readonly low: number;
  readonly high: number;
}

export interface BootstrapOptions {
  readonly seed: number;
  readonly resamples: number;
  /** For example 0.95. */
  readonly level: number;
}

interface Cluster {
  readonly sum: number;
  readonly n: number;
}

function quantile(sorted: readonly number[], share: number): number {
  const at = share * (sorted.length - 1);
  const below = sorted[Math.floor(at)] ?? 0;
  const above = sorted[Math.ceil(at)] ?? below;
  return below + (above - below) * (at - Math.floor(at));
}

function resampledMean(clusters: readonly Cluster[], draw: () => number): number {
  let sum = 0;
  let n = 0;
  for (let taken = 0; taken < clusters.length; taken += 1) {
    const cluster = clusters[Math.floor(draw() * clusters.length)];
    sum += cluster?.sum ?? 0;
    n += cluster?.n ?? 0;
  }
  return sum / n;
}

/**
 * Percentile interval of the mean, drawn by whole clusters (Efron and Tibshirani 1993, chapter 13): values of one cluster share a
 * piece of the market and are not independent. Null below two clusters.
 */
export function bootstrapInterval(
  clusters: readonly (readonly number[])[],
  { seed, resamples, level }: BootstrapOptions,
): Interval | null {
  if (clusters.length < 2) return null;
  const sums = clusters.map((values) => ({
    sum: values.reduce((sum, value) => sum + value, 0),
    n: values.length,
  }));
  const rng = createRng(seed);
  const means = Array.from({ length: resamples }, () => resampledMean(sums, () => rng.next()));
  means.sort((one, other) => one - other);
  const tail = (1 - level) / 2;
  return { low: quantile(means, tail), high: quantile(means, 1 - tail) };
}
