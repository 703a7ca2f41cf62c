import type { SearchTrial } from '../../contract/search.schema.ts';

/** Best score first, the earlier trial among equals; those without a score are left out. */
export function rankTrials(trials: readonly SearchTrial[]): readonly SearchTrial[] {
  return trials
    .filter(({ score }) => score !== null)
    .toSorted((one, other) => (other.score ?? 0) - (one.score ?? 0) || one.number - other.number);
}
