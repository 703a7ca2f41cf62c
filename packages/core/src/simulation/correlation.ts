import { ensureInvariant } from '../kernel/ensure.ts';
import type { Rng } from '../kernel/rng.ts';

/** What moves many instruments at once. A closed list: adding an instrument never reorders the draws. */
export type Factor = 'crypto' | 'dollar' | 'metal';
const FACTORS: readonly Factor[] = ['crypto', 'dollar', 'metal'];

/** `dollar` up means USD/JPY up. Gold falls when the dollar rises; crypto leans the same way, weakly. */
const FACTOR_CORRELATION: readonly (readonly number[])[] = [
  [1, -0.1, 0.15],
  [-0.1, 1, -0.55],
  [0.15, -0.55, 1],
];

/** Lower triangle L with L times its transpose equal to the matrix (Cholesky–Banachiewicz). Throws Fault if not positive definite. */
export function cholesky(matrix: readonly (readonly number[])[]): number[][] {
  const lower: number[][] = matrix.map((row) => row.map(() => 0));
  for (const [i, row] of matrix.entries()) {
    for (let j = 0; j <= i; j += 1) {
      let sum = row[j] ?? 0;
      for (let k = 0; k < j; k += 1) sum -= (lower[i]?.[k] ?? 0) * (lower[j]?.[k] ?? 0);
      const target = lower[i];
      if (target === undefined) continue;
      if (i !== j) target[j] = sum / (lower[j]?.[j] ?? 1);
      else {
        ensureInvariant(sum > 0, 'correlation matrix is not positive definite');
        target[j] = Math.sqrt(sum);
      }
    }
  }
  return lower;
}

export interface CorrelatedFactors {
  /** Draws one standard normal per factor, correlated; read them with `valueOf` until the next step. */
  step(): void;
  valueOf(factor: Factor): number;
}

export function createCorrelatedFactors(rng: Rng): CorrelatedFactors {
  const lower = cholesky(FACTOR_CORRELATION);
  const sources = FACTORS.map((factor) => rng.fork(factor));
  const normals = FACTORS.map(() => 0);
  const values = FACTORS.map(() => 0);
  return {
    step: () => {
      for (let i = 0; i < sources.length; i += 1) {
        normals[i] = sources[i]?.gaussian() ?? 0;
        const row = lower[i];
        let value = 0;
        for (let j = 0; j <= i; j += 1) value += (row?.[j] ?? 0) * (normals[j] ?? 0);
        values[i] = value;
      }
    },
    valueOf: (factor) => values[FACTORS.indexOf(factor)] ?? 0,
  };
}
