import { createHash } from 'node:crypto';
import type { ProofReport } from '@quarterdeck/core/contract/proof/proof-report.schema';

/** What two runs with one seed and version must agree on. */
type Digested = Pick<ProofReport, 'kind' | 'seed' | 'defect' | 'verdict' | 'criteria' | 'stages'>;

/** JSON with the keys of each object in order: the same value is the same text. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** SHA-256 over verdict, criteria, counts and profit. Times, measures, charts and notes have no part in it. */
export function proofDigest({ kind, seed, defect, verdict, criteria, stages }: Digested): string {
  const text = canonicalJson({
    kind,
    seed,
    defect,
    verdict,
    criteria: criteria.map(({ group: _group, title: _title, note: _note, ...seen }) => seen),
    stages: stages.map(({ name, counts, pnl }) => ({ name, counts, pnl })),
  });
  return createHash('sha256').update(text).digest('hex');
}
