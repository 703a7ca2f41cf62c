import type { ProofCriterion } from '@quarterdeck/core/contract/proof/proof-report.schema';

/** "5 hold, 1 failed, 2 skipped", without what there is none of. */
export function countStatuses(criteria: readonly ProofCriterion[]): string {
  const count = (of: ProofCriterion['status']): number =>
    criteria.filter(({ status }) => status === of).length;
  const parts = [
    [count('PASS'), 'hold'],
    [count('FAIL'), 'failed'],
    [count('SKIPPED'), 'skipped'],
  ] as const;
  return parts
    .filter(([n]) => n > 0)
    .map(([n, word]) => `${String(n)} ${word}`)
    .join(', ');
}
