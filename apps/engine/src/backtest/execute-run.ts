import type { BacktestReport } from '@quarterdeck/core/contract/backtest.schema';
import type { EpochMs } from '@quarterdeck/core/kernel/clock';
import type { BacktestOutcome } from '@quarterdeck/core/simulation/backtest/outcome';
import { Backtest } from '@quarterdeck/core/simulation/backtest/run-backtest';
import { computeReport } from '@quarterdeck/core/simulation/report/compute-report';
import { readVersion } from '../runtime/start/project-paths.ts';
import { listUnsuited } from './list-unsuited.ts';
import type { PreparedRun } from './prepare-run.ts';

const SLICE_INPUTS = 50_000;

export interface RunProgress {
  /** Share of the market time that is done, 0 to 1. */
  readonly fraction: number;
  readonly tsNow: EpochMs;
}

export interface ExecuteHooks {
  readonly onProgress?: (progress: RunProgress) => void;
  /** Asked between slices; lets other work of the process happen meanwhile. False ends the run. */
  readonly goesOn?: () => Promise<boolean> | boolean;
  /** Inputs between two looks outside; left out: some hundredths of a second of work of one strategy. */
  readonly sliceInputs?: number;
}

async function runToEnd(
  run: PreparedRun,
  { onProgress, goesOn, sliceInputs = SLICE_INPUTS }: ExecuteHooks,
): Promise<BacktestOutcome | undefined> {
  const open = run.open();
  try {
    const backtest = new Backtest(open);
    const { tsFirst } = backtest;
    while (backtest.step(sliceInputs)) {
      const { tsNow } = backtest;
      onProgress?.({ fraction: shareOf(tsNow - tsFirst, run.tsEnd - tsFirst), tsNow });
      if (goesOn !== undefined && !(await goesOn())) return undefined;
    }
    const outcome = backtest.finish();
    onProgress?.({ fraction: 1, tsNow: outcome.tsLast });
    return outcome;
  } finally {
    open.close();
  }
}

/** Undefined when it was ended from outside. */
export async function executeRun(
  run: PreparedRun,
  hooks: ExecuteHooks = {},
): Promise<BacktestReport | undefined> {
  const outcome = await runToEnd(run, hooks);
  if (outcome === undefined) return undefined;
  const unsuited = listUnsuited(run);
  const idle = new Map(
    unsuited.filter(({ isIdle }) => isIdle).map(({ id, reason }) => [id, reason]),
  );
  const unsuitedWarnings = unsuited.map(({ reason }) => reason);
  return computeReport(
    { ...outcome, warnings: [...unsuitedWarnings, ...outcome.warnings] },
    {
      request: run.request,
      strategies: run.strategies.map((each) => ({
        ...each,
        error: each.error ?? idle.get(each.id) ?? null,
      })),
      currency: run.desk.accountCurrency,
      version: readVersion(),
    },
  );
}

const shareOf = (done: number, whole: number): number =>
  whole > 0 ? Math.min(1, Math.max(0, done / whole)) : 1;
