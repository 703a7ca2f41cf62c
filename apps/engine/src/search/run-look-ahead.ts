import type { BacktestRequest } from '@quarterdeck/core/contract/backtest.schema';
import type { EpochMs } from '@quarterdeck/core/kernel/clock';
import type { BacktestOptions } from '@quarterdeck/core/simulation/backtest/backtest-options';
import { Backtest } from '@quarterdeck/core/simulation/backtest/run-backtest';
import { decisionOf, type Decision } from '@quarterdeck/core/simulation/research/decision-log';
import {
  checkLookAhead,
  type DecisionRun,
  type LookAheadResult,
} from '@quarterdeck/core/simulation/research/look-ahead-check';
import { prepareRun, type PreparedRun, type RunPlaces } from '../backtest/prepare-run.ts';
import { loadData } from './loaded-data.ts';

const SLICE_INPUTS = 1_000_000;

export interface StrategyLookAhead extends LookAheadResult {
  readonly strategyId: string;
}

/** Every decision of one run. Open positions are not closed at the end: that is no decision of the strategy. */
export function recordDecisions(options: BacktestOptions, tsFirst: EpochMs): DecisionRun {
  const decisions: Decision[] = [];
  const onEffect: BacktestOptions['onEffect'] = (effect) => {
    const decision = decisionOf(effect);
    if (decision !== undefined) decisions.push(decision);
  };
  const backtest = new Backtest({ ...options, onEffect });
  while (backtest.step(SLICE_INPUTS));
  return { decisions, tsFirst, tsLast: backtest.tsNow };
}

/** From here on every source has something to show. */
const tsAllKnown = ({ data }: PreparedRun): EpochMs =>
  Math.max(...data.sources.map(({ tsFirst, timeframeMs = 0 }) => tsFirst + timeframeMs));

function checkRun(run: PreparedRun, cuts: number): LookAheadResult {
  const settings = run.settings();
  const { spread_bps: spreadBps } = run.request.costs;
  const tsFirst = Math.max(tsAllKnown(run), run.request.from ?? 0);
  return checkLookAhead({
    cuts,
    run: (tsCut) => {
      const tsLast = Math.min(tsCut ?? Infinity, run.request.to ?? Infinity);
      const cursors = loadData(run.data, { spreadBps, tsLast })();
      return recordDecisions({ ...settings, cursors }, tsFirst);
    },
  });
}

export interface LookAheadHooks {
  readonly onResult?: (result: StrategyLookAhead, done: number, of: number) => void;
}

/** Each strategy of the request by itself: on a shared account one that cheats would change what others may do. */
export async function runLookAhead(
  order: { readonly request: BacktestRequest; readonly cuts: number },
  places: RunPlaces,
  { onResult }: LookAheadHooks = {},
): Promise<readonly StrategyLookAhead[]> {
  const { request, cuts } = order;
  const { strategies } = await prepareRun(request, places);
  const results: StrategyLookAhead[] = [];
  for (const { id } of strategies) {
    const own = request.params[id];
    const params = own === undefined ? {} : { [id]: own };
    const run = await prepareRun({ ...request, strategies: [id], params }, places);
    const result = { strategyId: id, ...checkRun(run, cuts) };
    results.push(result);
    onResult?.(result, results.length, strategies.length);
  }
  return results;
}
