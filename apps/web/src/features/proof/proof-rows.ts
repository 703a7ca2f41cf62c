import type { ListedProof, ProofNote, ProofRun } from '../../trpc/app-router.ts';

export type FinishedProof = ProofRun & { readonly state: 'passed' | 'failed' };

/** A folder without a verdict on the engine. */
export const isNote = (row: ListedProof): row is ProofNote =>
  row.state === 'unreadable' || row.state === 'mutations';

export const isFinished = (row: ListedProof): row is FinishedProof =>
  row.state === 'passed' || row.state === 'failed';

/** The verdict on the engine as it is: a run with a fault planted in it has none to give. */
export const lastFinished = (rows: readonly ListedProof[]): FinishedProof | null =>
  rows.filter(isFinished).find(({ defect }) => defect === null) ?? null;

export const findRunning = (rows: readonly ListedProof[]): ProofRun | undefined =>
  rows.find((row): row is ProofRun => row.state === 'running');

/** Ended without a verdict after the last one that has: a reader must not take the older verdict for its. */
export function interruptedSince(rows: readonly ListedProof[]): ProofRun | undefined {
  const last = lastFinished(rows);
  return rows.find(
    (row): row is ProofRun =>
      row.state === 'interrupted' && (last === null || row.tsStarted > last.tsStarted),
  );
}
