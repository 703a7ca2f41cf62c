import { rmSync } from 'node:fs';
import path from 'node:path';
import {
  proofProgressSchema,
  type ProofProgress,
} from '@quarterdeck/core/contract/proof/proof-run.schema';
import type { Clock } from '../../ports/clock.ts';
import type { ProofRequest } from '../proof-request.ts';
import { putFile } from './put-file.ts';

const PROGRESS_FILE = 'progress.json';

export interface ProgressFacts extends Pick<ProofProgress, 'stage' | 'stagesDone' | 'tsStarted'> {
  readonly stages: readonly unknown[];
  readonly clock: Clock;
}

/** How far the run is. Carries the process, so that a reader can tell a run that works from one that died. */
export function writeProgress(
  { runId, kind, seed, folder }: ProofRequest,
  { stage, stagesDone, tsStarted, stages, clock }: ProgressFacts,
): void {
  const progress = proofProgressSchema.parse({
    ...{ runId, kind, seed, stage, stagesDone, tsStarted },
    pid: process.pid,
    tsUpdated: clock.now(),
    stagesTotal: stages.length,
  });
  putFile(path.join(folder, PROGRESS_FILE), `${JSON.stringify(progress)}\n`);
}

/** Once the report stands, nothing is going on any more. */
export function removeProgress(folder: string): void {
  rmSync(path.join(folder, PROGRESS_FILE), { force: true });
}
