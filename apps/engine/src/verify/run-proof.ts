import { mkdirSync } from 'node:fs';
import {
  proofReportSchema,
  type ProofCriterion,
  type ProofReport,
} from '@quarterdeck/core/contract/proof/proof-report.schema';
import type { Clock, Scheduler } from '../ports/clock.ts';
import { CRITERION_IDS } from './criteria.ts';
import { Findings } from './findings.ts';
import type { ProofRequest } from './proof-request.ts';
import { describeMachine } from './report/describe-machine.ts';
import { durationText } from './report/duration-text.ts';
import { proofDigest } from './report/proof-digest.ts';
import { withUniqueNames } from './report/unique-charts.ts';
import { writeProgress } from './report/write-progress.ts';
import { isBroken, runStage, type BrokenStage, type StageOutcome } from './run-stage.ts';
import { removeForgottenFolders } from './stage-folder.ts';
import type { Stage } from './stage.ts';

export interface ProofOptions {
  readonly stages: readonly Stage[];
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  /** One line on what is going on. */
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
  /** Where the stages work. */
  readonly workFolder: string;
  readonly recordedFolder: string | undefined;
}

interface Outcomes {
  readonly ended: readonly StageOutcome[];
  readonly broken: readonly BrokenStage[];
}

/**
 * Runs the stages one after the other and judges what they saw; the report is returned, not written.
 * ProofInterrupted when the signal was aborted.
 */
export async function runProof(request: ProofRequest, options: ProofOptions): Promise<ProofReport> {
  const { clock, stages } = options;
  const tsStarted = clock.now();
  const startedMs = clock.monotonicMs();
  const findings = new Findings();
  mkdirSync(request.folder, { recursive: true });
  removeForgottenFolders(options.workFolder, tsStarted);
  const outcomes = await runStages(request, { ...options, findings, tsStarted });
  const broken = stages.length > 0 ? outcomes.broken : [NO_STAGE];
  const judged = judge({ findings, stages, broken });
  const stagesRun = outcomes.ended.map(({ stage }) => stage);
  const { runId, kind, seed, soakMs } = request;
  const defect = request.defect ?? null;
  return proofReportSchema.parse({
    format: 1,
    ...{ runId, kind, seed, defect, tsStarted, soakMs },
    verdict: judged.verdict,
    elapsedMs: Math.round(clock.monotonicMs() - startedMs),
    ...describeMachine(),
    digest: proofDigest({ kind, seed, defect, ...judged, stages: stagesRun }),
    stages: stagesRun,
    ...(broken.length > 0 && { broken: broken.map(({ stage, error }) => ({ stage, error })) }),
    criteria: judged.criteria,
    measures: outcomes.ended.flatMap(({ measures }) => measures),
    charts: withUniqueNames(outcomes.ended.flatMap(({ charts }) => charts)),
  });
}

const NO_STAGE: BrokenStage = {
  stage: 'none',
  error: 'this kind of run has no stage: nothing was proven',
  stack: '',
};

interface StageLoop extends ProofOptions {
  readonly findings: Findings;
  readonly tsStarted: number;
}

/** A stage that breaks does not take the others along: their findings are worth reading in a report that fails. */
async function runStages(request: ProofRequest, loop: StageLoop): Promise<Outcomes> {
  const ended: StageOutcome[] = [];
  const broken: BrokenStage[] = [];
  for (const [index, stage] of loop.stages.entries()) {
    writeProgress(request, { ...loop, stage: stage.name, stagesDone: index });
    const startedMs = loop.clock.monotonicMs();
    const outcome = await runOne(request, stage, loop);
    const took = durationText(loop.clock.monotonicMs() - startedMs);
    const place = `${index + 1}/${loop.stages.length}`;
    if (isBroken(outcome)) {
      loop.say(`${place} ${stage.name}  ${took}  broke: ${outcome.stack}`);
      broken.push(outcome);
    } else {
      loop.say(`${place} ${stage.name}  ${took}`);
      ended.push(outcome);
    }
  }
  return { ended, broken };
}

function runOne(request: ProofRequest, stage: Stage, loop: StageLoop) {
  const { kind, seed, defect, soakMs } = request;
  const { workFolder, clock, scheduler, findings, recordedFolder, signal } = loop;
  return runStage({
    stage,
    workFolder,
    context: {
      ...{ kind, seed, defect, recordedFolder, clock, scheduler, findings, signal },
      ...(soakMs !== undefined && { soakMs }),
    },
  });
}

interface Judged {
  readonly verdict: ProofReport['verdict'];
  readonly criteria: ProofCriterion[];
}

interface Evidence {
  readonly findings: Findings;
  readonly stages: readonly Stage[];
  readonly broken: readonly BrokenStage[];
}

/** What was to be decided, and beside it whatever a stage looked at without having said so. */
function judge({ findings, stages, broken }: Evidence): Judged {
  const decided = new Set(stages.flatMap(({ decides }) => decides));
  const criteria = findings
    .criteria(CRITERION_IDS)
    .filter(({ id, checked }) => checked > 0 || decided.has(id as (typeof CRITERION_IDS)[number]));
  // Nothing but skipped criteria disprove nothing, and prove nothing.
  const hasProven = criteria.some(({ status }) => status === 'PASS');
  const holds = criteria.every(({ status }) => status !== 'FAIL');
  return { verdict: hasProven && holds && broken.length === 0 ? 'PASS' : 'FAIL', criteria };
}
