import { constants, setPriority } from 'node:os';
import { systemScheduler } from '../adapters/system/system-scheduler.ts';
import { executeRun } from './execute-run.ts';
import { packReport } from './pack-report.ts';
import { prepareRun } from './prepare-run.ts';
import type { RunNews, RunOrder } from './run-order.ts';
import { summariseReport } from './summarise-report.ts';

/** Smallest step worth telling. */
const PROGRESS_STEP = 0.002;
/** The whole catalogue takes some ten thousand of these a second: progress is to be seen moving. */
const SLICE_INPUTS = 2_000;

function tell(news: RunNews): Promise<void> {
  return new Promise((resolve) => {
    process.send?.(news, undefined, undefined, () => resolve());
  });
}

function tellProgress(): (progress: { readonly fraction: number }) => void {
  let told = 0;
  return ({ fraction }) => {
    if (fraction - told < PROGRESS_STEP) return;
    told = fraction;
    void tell({ type: 'progress', fraction });
  };
}

async function run({ request, places }: RunOrder): Promise<RunNews> {
  const prepared = await prepareRun(request, places);
  const goesOn = async (): Promise<boolean> => {
    await systemScheduler.yield();
    return true;
  };
  const report = await executeRun(prepared, {
    onProgress: tellProgress(),
    goesOn,
    sliceInputs: SLICE_INPUTS,
  });
  if (report === undefined) return { type: 'failed', error: 'the run was ended' };
  return { type: 'done', summary: summariseReport(report), report: packReport(report) };
}

async function work(order: RunOrder): Promise<void> {
  const failed = (error: unknown): RunNews => ({
    type: 'failed',
    error: error instanceof Error ? error.message : String(error),
  });
  await tell(await run(order).catch(failed));
  process.disconnect();
}

// Ticks and the lock go first, also where both cores are busy.
setPriority(constants.priority.PRIORITY_LOW);
process.once('message', (order: RunOrder) => void work(order));
// An engine that is gone waits for no report.
process.once('disconnect', () => process.exit(0));
