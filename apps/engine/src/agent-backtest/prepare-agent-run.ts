import path from 'node:path';
import type { AgentBacktestRequest } from '@quarterdeck/core/contract/agent/agent-backtest.schema';
import { PRICE_TABLE } from '@quarterdeck/core/decision/cost/price-table';
import type { AgentSetup, DeskOptions } from '@quarterdeck/core/desk-contract';
import { DAY_MS, startOfUtcDay, type EpochMs } from '@quarterdeck/core/kernel/clock';
import { money } from '@quarterdeck/core/kernel/decimal';
import type { Instrument } from '@quarterdeck/core/model/instrument';
import { strategyCatalogue } from '@quarterdeck/core/strategies/registry';
import type { MarketInput } from '@quarterdeck/core/simulation/market-input';
import { ensureSpanCovered } from '../backtest/check-span.ts';
import { chooseStrategies } from '../backtest/choose-strategies.ts';
import { openDataFiles } from '../backtest/data-files.ts';
import type { RunPlaces } from '../backtest/prepare-run.ts';
import { agentOnTape } from '../runtime/agent/agent-setup.ts';
import { describeProblem } from '../runtime/config/config-problem.ts';
import { loadConfig } from '../runtime/config/load-config.ts';
import { replayDeskOptions } from '../runtime/config/replay-desk-options.ts';
import { toDeskOptions } from '../runtime/config/to-desk-options.ts';
import { AgentBacktestError } from './agent-backtest-error.ts';
import { generatedInputs } from './market/generated-inputs.ts';
import { tapeInputs } from './market/tape-inputs.ts';
import { widenAges } from './market/widen-ages.ts';
import { RUN_DESK_ID } from './run-store.ts';

/** All prices of the table hold from here on. */
export const TS_PRICES_READ: EpochMs = Math.max(...PRICE_TABLE.map(({ tsFrom }) => tsFrom));

/** All of a run but the model and the running. */
export interface PreparedAgentRun {
  readonly request: AgentBacktestRequest;
  readonly desk: DeskOptions & { readonly agent: AgentSetup };
  /** In words. */
  readonly source: string;
  readonly tsStart: EpochMs;
  readonly tsEnd: EpochMs;
  /** From the first one each time. */
  readonly inputs: () => Iterable<MarketInput>;
}

export interface PrepareOptions extends RunPlaces {
  /** Day by whose prices and budget is reckoned. */
  readonly tsWall: EpochMs;
  /** Set: that of a recording, so that its budget days begin where they did. */
  readonly wallShiftMs?: number | undefined;
  /** Asked instead of the configured one. */
  readonly model?: string | undefined;
}

interface OpenedMarket extends Pick<PreparedAgentRun, 'source' | 'tsStart' | 'tsEnd' | 'inputs'> {
  readonly instruments: readonly Instrument[];
  /** Longest bars; undefined for ticks alone. */
  readonly barMs: number | undefined;
  readonly bars: readonly (number | undefined)[];
}

/** The configured agent, on the symbols asked for. */
function readDesk(
  configFile: string,
  symbols: readonly string[] | undefined,
): DeskOptions & { readonly agent: AgentSetup } {
  const strategyFolder = path.join(path.dirname(configFile), 'strategies');
  const loaded = loadConfig(configFile, { strategyFolder, catalogue: strategyCatalogue });
  if (!loaded.ok) throw new AgentBacktestError(loaded.problems.map(describeProblem).join('; '));
  const { agent, ...desk } = toDeskOptions(loaded.value, RUN_DESK_ID, { hasModelKey: true });
  if (agent === undefined) throw new AgentBacktestError(`${configFile} names no agent`);
  const unknown = symbols?.find((symbol) => !agent.config.symbols.includes(symbol));
  if (unknown !== undefined) {
    const known = agent.config.symbols.join(', ');
    throw new AgentBacktestError(`the agent is not configured for ${unknown}, but for ${known}`);
  }
  const kept = agent.symbols.filter((symbol) => symbols?.includes(symbol) ?? true);
  return { ...desk, agent: { ...agent, symbols: kept, modelAbsence: '' } };
}

async function openTape(
  request: AgentBacktestRequest,
  files: readonly string[],
  { home, instruments }: { readonly home: string; readonly instruments: readonly Instrument[] },
): Promise<OpenedMarket> {
  const data = await openDataFiles(files, { home, instruments });
  const { from, to, costs } = request;
  ensureSpanCovered(data, { from, to });
  const lengths = data.sources.map(({ timeframeMs }) => timeframeMs);
  const tsLast = Math.max(
    ...data.sources.map(({ tsLast: ts, timeframeMs = 0 }) => ts + timeframeMs),
  );
  const known = lengths.filter((ms) => ms !== undefined);
  return {
    instruments: data.instruments,
    source: files.map((file) => path.basename(file)).join(', '),
    tsStart: Math.min(...data.sources.map(({ tsFirst }) => tsFirst)),
    tsEnd: Math.min(to ?? tsLast, tsLast),
    inputs: () => tapeInputs(data, { spreadBps: costs.spread_bps, tsTo: to }),
    barMs: known.length === lengths.length ? Math.max(...known) : undefined,
    bars: lengths,
  };
}

function openGenerated(
  request: AgentBacktestRequest,
  market: Extract<AgentBacktestRequest['market'], { kind: 'generated' }>,
  configured: DeskOptions & { readonly agent: AgentSetup },
): OpenedMarket {
  const { agent } = configured;
  const instruments = configured.instruments.filter(({ symbol }) => agent.symbols.includes(symbol));
  const { days, seed, tsStart, barMs } = market;
  const { spread_bps } = request.costs;
  return {
    instruments,
    source: `generated market, seed ${seed}, ${days} days`,
    tsStart,
    tsEnd: tsStart + days * DAY_MS,
    inputs: () => generatedInputs({ ...market, instruments }, spread_bps),
    barMs,
    bars: [barMs],
  };
}

/** Whole days between desk and wall: a day of the tape is a day of the budget. */
const shiftOf = (tsWall: EpochMs, tsStart: EpochMs): number =>
  startOfUtcDay(tsWall) - startOfUtcDay(tsStart);

function agentFor(
  agent: AgentSetup,
  request: AgentBacktestRequest,
  { market, options }: { readonly market: OpenedMarket; readonly options: PrepareOptions },
): AgentSetup {
  const { instruments, tsStart } = market;
  const { tsWall, wallShiftMs = shiftOf(tsWall, tsStart), model } = options;
  const { costs } = request;
  const { model: asked } = agent.config;
  const primary = model ?? asked.primary;
  const cheaper = asked.cheaper.filter((name) => name !== primary);
  return {
    ...agentOnTape(agent, { instruments, tsStart, tsWall }),
    config: { ...agent.config, model: { ...asked, primary, cheaper } },
    makerFeeBps: costs.maker_fee_bps,
    takerFeeBps: costs.taker_fee_bps,
    wallShiftMs,
  };
}

/** Reads configuration and data and checks the request against both. AgentBacktestError, BacktestError or TapeError say what is wrong. */
export async function prepareAgentRun(
  request: AgentBacktestRequest,
  options: PrepareOptions,
): Promise<PreparedAgentRun> {
  const configured = readDesk(options.configFile, request.symbols);
  const { home } = options;
  const { instruments } = configured;
  const market =
    request.market.kind === 'tape'
      ? await openTape(request, request.market.files, { home, instruments })
      : openGenerated(request, request.market, configured);
  const asked = { strategies: [...request.strategies], params: {} };
  const strategies = chooseStrategies(asked, configured.strategies);
  const onTape = replayDeskOptions({ ...configured, strategies }, market.instruments, market.bars);
  const agent = agentFor(configured.agent, request, { market, options });
  const { starting_balance } = request;
  const desk: DeskOptions = {
    ...onTape,
    agent,
    startsLocked: false,
    ...(starting_balance !== undefined && { startingBalance: money(starting_balance) }),
  };
  const wide = widenAges(desk, market.barMs);
  const { source, tsStart, tsEnd, inputs } = market;
  return { request, desk: { ...wide, agent: wide.agent ?? agent }, source, tsStart, tsEnd, inputs };
}
