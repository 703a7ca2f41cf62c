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

const at = (matrix: readonly (readonly number[])[], row: number, column: number): number =>
  matrix[row]?.[column] ?? 0;

/** Lower triangle L with L times its transpose equal to the matrix (Cholesky–Banachiewicz). Throws Fault if not positive definite. */
export function cholesky(matrix: readonly (readonly number[])[]): number[][] {
  const lower: number[][] = [];
  for (let i = 0; i < matrix.length; i += 1) {
    const row: number[] = [];
    lower.push(row);
    for (let j = 0; j <= i; j += 1) {
      let rest = at(matrix, i, j);
      for (let k = 0; k < j; k += 1) rest -= at(lower, i, k) * at(lower, j, k);
      ensureInvariant(i !== j || rest > 0, 'correlation matrix is not positive definite');
      row.push(i === j ? Math.sqrt(rest) : rest / at(lower, j, j));
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
