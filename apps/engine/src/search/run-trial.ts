import type { BacktestOptions } from '@quarterdeck/core/simulation/backtest/backtest-options';
import { Backtest } from '@quarterdeck/core/simulation/backtest/run-backtest';
import { computeReport } from '@quarterdeck/core/simulation/report/compute-report';
import { dailyReturns } from '@quarterdeck/core/simulation/report/daily-returns';
import { scoreOf, summariseReport } from '@quarterdeck/core/simulation/research/objective';
import type { Span } from '@quarterdeck/core/simulation/research/split-span';
import { chooseStrategies } from '../backtest/choose-strategies.ts';
import { prepareRun, type PreparedRun, type RunSettings } from '../backtest/prepare-run.ts';
import { readVersion } from '../runtime/start/project-paths.ts';
import { loadData } from './loaded-data.ts';
import type { TrialBase, TrialOutcome, TrialTask } from './trial-task.ts';

const SLICE_INPUTS = 1_000_000;

export type RunTrial = (task: TrialTask) => Promise<TrialOutcome>;

/** A part of the data with all that its trials share. */
interface TrialGround {
  readonly run: PreparedRun;
  readonly settings: RunSettings;
  readonly openCursors: () => BacktestOptions['cursors'];
}

async function prepareGround({ request, places }: TrialBase, span: Span): Promise<TrialGround> {
  const { base } = request;
  const run = await prepareRun({ ...base, from: span.from, to: span.to }, places);
  const { spread_bps: spreadBps } = base.costs;
  const openCursors = loadData(run.data, { spreadBps, tsLast: span.to });
  return { run, settings: run.settings(), openCursors };
}

function optionsOf({ run, settings, openCursors }: TrialGround, task: TrialTask): BacktestOptions {
  const configured = run.desk.strategies;
  const ids = configured.map(({ strategy }) => strategy.id);
  const params = Object.fromEntries(ids.map((id) => [id, task.params]));
  const strategies = chooseStrategies({ strategies: ids, params }, configured);
  return { ...settings, cursors: openCursors(), desk: { ...run.desk, strategies } };
}

function finishTrial(ground: TrialGround, task: TrialTask, { request }: TrialBase): TrialOutcome {
  const { run } = ground;
  const backtest = new Backtest(optionsOf(ground, task));
  while (backtest.step(SLICE_INPUTS));
  const outcome = backtest.finish();
  const report = computeReport(outcome, {
    request: run.request,
    strategies: run.strategies,
    currency: run.desk.accountCurrency,
    version: readVersion(),
  });
  const { objective } = request;
  return {
    ok: true,
    score: scoreOf(report, { objective, min_trades: task.minTrades }),
    summary: summariseReport(report),
    returns: dailyReturns(outcome) ?? [],
  };
}

/** Configuration and data are read once for each part of the data, not for each trial. */
export function createTrialRunner(base: TrialBase): RunTrial {
  const grounds = new Map<string, Promise<TrialGround>>();
  const groundOf = (span: Span): Promise<TrialGround> => {
    const key = `${span.from} ${span.to}`;
    const ground = grounds.get(key) ?? prepareGround(base, span);
    grounds.set(key, ground);
    return ground;
  };
  return async (task) => {
    try {
      return finishTrial(await groundOf(task.span), task, base);
    } catch (error) {
      return { ok: false, error: error instanceof Error ? error.message : String(error) };
    }
  };
}
