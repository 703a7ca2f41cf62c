import path from 'node:path';
import type { BacktestReport, BacktestRequest } from '@quarterdeck/core/contract/backtest.schema';
import type { DeskOptions } from '@quarterdeck/core/desk-contract';
import { money } from '@quarterdeck/core/kernel/decimal';
import { nextOpenTs } from '@quarterdeck/core/market/calendar';
import { strategyCatalogue } from '@quarterdeck/core/strategies/registry';
import type { BacktestOptions } from '@quarterdeck/core/simulation/backtest/backtest-options';
import { describeProblem } from '../runtime/config/config-problem.ts';
import { listUnreadStrategies } from '../runtime/config/list-unread-strategies.ts';
import { loadConfig } from '../runtime/config/load-config.ts';
import { replayDeskOptions } from '../runtime/config/replay-desk-options.ts';
import { toDeskOptions } from '../runtime/config/to-desk-options.ts';
import { BacktestError } from './backtest-error.ts';
import { ensureSpanCovered } from './check-span.ts';
import { chooseStrategies } from './choose-strategies.ts';
import { openDataFiles, type DataFiles } from './data-files.ts';
import { readFundingRates } from './funding-rates.ts';
import { openCursors } from './open-cursors.ts';
import { OPEN_LIMITS } from './open-limits.ts';

export interface RunPlaces {
  /** Folder that holds everything of this installation; the columns are cached there. */
  readonly home: string;
  readonly configFile: string;
}

/** All of a run but the running. */
export interface PreparedRun {
  readonly request: BacktestRequest;
  readonly desk: DeskOptions;
  readonly data: DataFiles;
  /** Where the last input can be expected, for showing progress. */
  readonly tsEnd: number;
  /** Strategies the data is of no use to. */
  readonly unread: readonly string[];
  readonly strategies: BacktestReport['strategies'];
  /** All of the run but its data. */
  readonly settings: () => RunSettings;
  /** Opens the data from its first row each time. */
  readonly open: () => OpenRun;
}

export type RunSettings = Omit<BacktestOptions, 'cursors'>;

interface OpenRun extends BacktestOptions {
  /** For a run that does not get to the end of its data: until then the files are open. */
  readonly close: () => void;
}

function readDesk(configFile: string): DeskOptions {
  const strategyFolder = path.join(path.dirname(configFile), 'strategies');
  const loaded = loadConfig(configFile, { strategyFolder, catalogue: strategyCatalogue });
  if (!loaded.ok) throw new BacktestError(loaded.problems.map(describeProblem).join('; '));
  return toDeskOptions(loaded.value, 'backtest');
}

function deskFor(request: BacktestRequest, configured: DeskOptions, data: DataFiles): DeskOptions {
  const strategies = chooseStrategies(request, configured.strategies);
  const bars = data.sources.map(({ timeframeMs }) => timeframeMs);
  const desk = replayDeskOptions({ ...configured, strategies }, data.instruments, bars);
  return {
    ...desk,
    startsLocked: false,
    ...(request.limits === 'open' && { risk: OPEN_LIMITS }),
    ...(request.starting_balance !== undefined && {
      startingBalance: money(request.starting_balance),
    }),
  };
}

function settingsOf(request: BacktestRequest, desk: DeskOptions): RunSettings {
  const { costs, from, to } = request;
  const calendars = new Map(desk.instruments.map(({ symbol, calendar }) => [symbol, calendar]));
  return {
    desk,
    costs: {
      makerFeeBps: costs.maker_fee_bps,
      takerFeeBps: costs.taker_fee_bps,
      slippageBps: costs.slippage_bps,
      latencyMs: costs.latency_ms,
      latencyJitterMs: costs.latency_jitter_ms,
    },
    seed: request.seed,
    nextOpenTs: (symbol, ts) => nextOpenTs(calendars.get(symbol) ?? 'always', ts),
    funding: readFundingRates(request.funding),
    ...(from !== undefined && { tsFrom: from }),
    ...(to !== undefined && { tsTo: to }),
  };
}

/** Reads configuration and data and checks the request against both. BacktestError or TapeError say what is wrong. */
export async function prepareRun(
  request: BacktestRequest,
  places: RunPlaces,
): Promise<PreparedRun> {
  const configured = readDesk(places.configFile);
  chooseStrategies(request, configured.strategies);
  const { home } = places;
  const data = await openDataFiles(request.data, { home, instruments: configured.instruments });
  ensureSpanCovered(data, { from: request.from, to: request.to });
  const desk = deskFor(request, configured, data);
  const tsDataEnd = Math.max(
    ...data.sources.map(({ tsLast, timeframeMs = 0 }) => tsLast + timeframeMs),
  );
  const content = {
    bars: data.sources.map(({ timeframeMs }) => timeframeMs),
    hasTrades: data.sources.some(({ kind }) => kind === 'trades'),
  };
  return {
    request,
    desk,
    data,
    tsEnd: Math.min(tsDataEnd, request.to ?? tsDataEnd),
    unread: listUnreadStrategies(desk, content),
    strategies: desk.strategies.map(({ strategy, params, failure }) => ({
      id: strategy.id,
      params,
      error: failure ?? null,
    })),
    settings: () => settingsOf(request, desk),
    open: () => ({
      ...settingsOf(request, desk),
      ...openCursors(data, request.costs.spread_bps),
    }),
  };
}
