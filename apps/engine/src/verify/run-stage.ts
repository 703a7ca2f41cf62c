import {
  proofChartSchema,
  proofMeasureSchema,
  proofStageSchema,
  type ProofBrokenStage,
  type ProofChart,
  type ProofMeasure,
  type ProofStage,
} from '@quarterdeck/core/contract/proof/proof-report.schema';
import type { Timer } from '../ports/clock.ts';
import { ProofInterrupted } from './proof-interrupted.ts';
import { makeStageFolder, removeStageFolder } from './stage-folder.ts';
import type { Stage, StageContext, StageResult } from './stage.ts';

/** How long a stage may take to end once it was asked to. */
const GRACE_MS = 5_000;

export interface StageOutcome {
  readonly stage: ProofStage;
  readonly measures: readonly ProofMeasure[];
  readonly charts: readonly ProofChart[];
}

/** The stage ended by an error of its own, or gave what no report can hold. */
export interface BrokenStage extends ProofBrokenStage {
  readonly stack: string;
}

export interface RunStageOptions {
  readonly stage: Stage;
  readonly context: Omit<StageContext, 'folder'>;
  /** Where folders of the stages are made. */
  readonly workFolder: string;
}

/** One stage in a folder of its own, which is gone afterwards. ProofInterrupted when the signal was aborted. */
export async function runStage(options: RunStageOptions): Promise<StageOutcome | BrokenStage> {
  const { stage, context, workFolder } = options;
  const folder = makeStageFolder(workFolder);
  const startedMs = context.clock.monotonicMs();
  try {
    const result = await untilAborted(stage.run({ ...context, folder }), context);
    return outcomeOf(stage, { ...result, elapsedMs: context.clock.monotonicMs() - startedMs });
  } catch (error) {
    if (error instanceof ProofInterrupted) throw error;
    const { message, stack } = toError(error);
    return { stage: stage.name, error: message, stack: stack ?? message };
  } finally {
    removeStageFolder(folder);
  }
}

export const isBroken = (outcome: StageOutcome | BrokenStage): outcome is BrokenStage =>
  'error' in outcome;

function outcomeOf(stage: Stage, result: StageResult & { readonly elapsedMs: number }) {
  const { counts, pnl, elapsedMs, measures = [], charts = [] } = result;
  return {
    stage: proofStageSchema.parse({
      name: stage.name,
      title: stage.title,
      elapsedMs: Math.round(elapsedMs),
      counts,
      ...(pnl !== undefined && { pnl }),
    }),
    measures: measures.map((measure) => proofMeasureSchema.parse(measure)),
    charts: charts.map((chart) => proofChartSchema.parse(chart)),
  };
}

/** What the work gives, unless it was interrupted: then nothing it says counts. */
function untilAborted(
  work: Promise<StageResult>,
  { signal, scheduler }: Pick<StageContext, 'signal' | 'scheduler'>,
): Promise<StageResult> {
  return new Promise((resolve, reject) => {
    let grace: Timer | undefined;
    const onAbort = (): void => {
      grace = scheduler.after(GRACE_MS, () => reject(new ProofInterrupted(true)));
    };
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
    const settle = (end: () => void): void => {
      signal.removeEventListener('abort', onAbort);
      grace?.cancel();
      if (signal.aborted) reject(new ProofInterrupted(false));
      else end();
    };
    work.then(
      (result) => settle(() => resolve(result)),
      (error: unknown) => settle(() => reject(toError(error))),
    );
  });
}

const toError = (error: unknown): Error =>
  error instanceof Error ? error : new Error(String(error));
