import { rmSync } from 'node:fs';
import path from 'node:path';
import {
  proofMutationsSchema,
  type ProofMutations,
  type ProofSubRun,
} from '@quarterdeck/core/contract/proof/mutations.schema';
import type { ProofReport } from '@quarterdeck/core/contract/proof/proof-report.schema';
import { CAUGHT_BY, DEFECTS, type Defect } from './defects/defect.ts';
import type { ProofRequest } from './proof-request.ts';
import { putFile } from './report/put-file.ts';
import { writeReport } from './report/write-report.ts';
import { runProof, type ProofOptions } from './run-proof.ts';

/**
 * Plants each known fault in a run of its own and tells which the proof saw. Only runs that failed leave a report, in
 * a folder by the fault's name; `mutations.json` comes last. ProofInterrupted when the signal was aborted.
 */
export async function runMutations(
  request: ProofRequest,
  options: ProofOptions,
): Promise<ProofMutations> {
  const { clock, say } = options;
  const tsStarted = clock.now();
  const startedMs = clock.monotonicMs();
  say('as it is');
  const clean = subRunOf(await runPlanted(undefined, request, options));
  const defects: ProofMutations['defects'] = [];
  for (const defect of DEFECTS) {
    say(`with ${defect}`);
    const run = subRunOf(await runPlanted(defect, request, options));
    const criterion = CAUGHT_BY[defect];
    const isCaught = hasSeen(run, criterion) && !hasFailed(clean, criterion);
    defects.push({ defect, criterion, isCaught, run });
  }
  const mutations = proofMutationsSchema.parse({
    format: 1,
    runId: request.runId,
    seed: request.seed,
    verdict:
      clean.verdict === 'PASS' && defects.every(({ isCaught }) => isCaught) ? 'PASS' : 'FAIL',
    tsStarted,
    elapsedMs: Math.round(clock.monotonicMs() - startedMs),
    ...{ clean, defects },
  });
  const file = path.join(request.folder, 'mutations.json');
  putFile(file, `${JSON.stringify(mutations, undefined, 2)}\n`);
  return mutations;
}

/** No run here leaves anything that reads as PASS: neither the engine as it is nor a fault nobody saw. */
async function runPlanted(
  defect: Defect | undefined,
  request: ProofRequest,
  options: ProofOptions,
): Promise<ProofReport> {
  const folder = path.join(request.folder, defect ?? 'as-it-is');
  const report = await runProof({ ...request, kind: 'quick', defect, folder }, options);
  if (report.verdict === 'FAIL') writeReport(report, folder);
  else rmSync(folder, { recursive: true, force: true });
  return report;
}

function subRunOf({ verdict, digest, elapsedMs, criteria, broken = [] }: ProofReport): ProofSubRun {
  const failed = criteria
    .filter(({ status }) => status === 'FAIL')
    .map(({ id, checked, failed: times, offenders }) => ({
      ...{ id, checked, failed: times },
      offender: offenders[0] ?? null,
    }));
  return { verdict, digest, elapsedMs, failed, broken };
}

const hasFailed = ({ failed }: ProofSubRun, criterion: string): boolean =>
  failed.some(({ id }) => id === criterion);

/** Seen, not merely undecided: a criterion nobody looked at fails too, but has caught nothing. */
const hasSeen = ({ failed }: ProofSubRun, criterion: string): boolean =>
  failed.some(({ id, failed: times }) => id === criterion && times > 0);
