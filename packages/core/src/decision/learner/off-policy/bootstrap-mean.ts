import type { Rng } from '../../../kernel/rng.ts';

export interface Interval {
  readonly low: number;
  readonly high: number;
}

function resampledMean(values: readonly number[], rng: Rng): number {
  let sum = 0;
  for (let draw = 0; draw < values.length; draw += 1) {
    sum += values[Math.floor(rng.next() * values.length)] ?? 0;
  }
  return sum / values.length;
}

/**
 * Percentile interval of the mean: Efron, "Bootstrap Methods: Another Look at the Jackknife", Annals of Statistics 7,
 * 1979. Null below two values, of whose spread nothing is known.
 */
export function bootstrapMean(
  values: readonly number[],
  rng: Rng,
  by: { readonly resamples: number; readonly confidencePct: number },
): Interval | null {
  if (values.length < 2) return null;
  const means = Float64Array.from({ length: by.resamples }, () =>
    resampledMean(values, rng),
  ).sort();
  const tail = (1 - by.confidencePct / 100) / 2;
  const at = (share: number): number => means[Math.round(share * (means.length - 1))] ?? 0;
  return { low: at(tail), high: at(1 - tail) };
}
