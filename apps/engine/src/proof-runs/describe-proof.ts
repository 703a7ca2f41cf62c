import {
  PROOF_GROUPS,
  type ProofReport,
} from '@quarterdeck/core/contract/proof/proof-report.schema';
import type { ProofMutations } from '@quarterdeck/core/contract/proof/mutations.schema';
import type { ProofProgress } from '@quarterdeck/core/contract/proof/proof-run.schema';
import type { ProofNote, ProofRun } from '../api/proofs-port.ts';

function countGroups({ criteria }: ProofReport): ProofRun['groups'] {
  return PROOF_GROUPS.flatMap((group) => {
    const inGroup = criteria.filter((each) => each.group === group);
    if (inGroup.length === 0) return [];
    const count = (status: string): number =>
      inGroup.filter((each) => each.status === status).length;
    return [{ group, passed: count('PASS'), failed: count('FAIL'), skipped: count('SKIPPED') }];
  });
}

/** A finished run in one line. It goes by the name of its folder, wherever that was brought from. */
export function describeReport(runId: string, report: ProofReport): ProofRun {
  const { kind, seed, defect, tsStarted, elapsedMs, digest } = report;
  return {
    runId,
    kind,
    state: report.verdict === 'PASS' ? 'passed' : 'failed',
    seed,
    defect,
    tsStarted,
    elapsedMs,
    digest,
    groups: countGroups(report),
    progress: null,
    problem: null,
  };
}

/** A run without a report: it works still, or it ended before it had proven anything. */
export function describeProgress(
  runId: string,
  progress: ProofProgress,
  isAlive: (pid: number) => boolean,
): ProofRun {
  const { kind, seed, tsStarted, pid } = progress;
  return {
    runId,
    kind,
    state: isAlive(pid) ? 'running' : 'interrupted',
    seed,
    defect: null,
    tsStarted,
    elapsedMs: null,
    digest: null,
    groups: [],
    progress,
    problem: null,
  };
}

/** Says whether the proof sees faults; of the engine as it is it says nothing. */
export function describeMutations(runId: string, mutations: ProofMutations): ProofNote {
  const { verdict, tsStarted, defects } = mutations;
  const caught = defects.filter(({ isCaught }) => isCaught).length;
  const problem = `${verdict}, ${String(caught)} of ${String(defects.length)} planted faults caught`;
  return { runId, state: 'mutations', tsStarted, problem };
}
