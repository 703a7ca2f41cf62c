import { Option, type Command } from 'commander';
import {
  agentBacktestRequestSchema,
  type AgentBacktestRequest,
} from '@quarterdeck/core/contract/agent/agent-backtest.schema';
import { given, jsonOption, numberOption, seedOption } from '../../options.ts';
import { UsageError } from '../../usage-error.ts';
import { timeframeOption, timeOption } from '../history/history-spans.ts';
import { usageErrorOf } from '../run/run-flags.ts';

export interface AgentBacktestFlags {
  readonly tape?: readonly string[];
  readonly generate?: boolean;
  readonly days: number;
  readonly bar: number;
  readonly start: number;
  readonly seed?: number;
  readonly model: string;
  readonly symbols?: readonly string[];
  readonly strategies?: readonly string[];
  readonly from?: number;
  readonly to?: number;
  readonly balance?: string;
  readonly makerFeeBps?: number;
  readonly takerFeeBps?: number;
  readonly spreadBps?: number;
  readonly slippageBps?: number;
  readonly latencyMs?: number;
  readonly evidence?: boolean;
  readonly yes?: boolean;
  readonly out?: string;
  readonly json?: boolean;
}

const DEFAULT_DAYS = 14;
const DEFAULT_BAR_MS = 60_000;
/** Behind the end of what any listed model knows. */
const DEFAULT_START = Date.UTC(2026, 10, 2);
const DEFAULT_SEED = 1;

export const addAgentBacktestFlags = (command: Command): Command =>
  command
    .option('--tape <file...>', 'recorded market: FILE, BASE/QUOTE=FILE or a stored series')
    .option('--generate', 'a market nobody has seen, made by --seed, instead of a tape')
    .addOption(numberOption('--days <number>', 'of a generated market').default(DEFAULT_DAYS))
    .addOption(
      new Option('--bar <length>', 'bars of a generated market')
        .argParser(timeframeOption)
        .default(DEFAULT_BAR_MS, '1m'),
    )
    .addOption(
      new Option('--start <time>', 'first moment of a generated market')
        .argParser(timeOption)
        .default(DEFAULT_START, '2026-11-02'),
    )
    .addOption(seedOption())
    .requiredOption(
      '--model <who>',
      'scripted:NAME[:SEED], recorded:FOLDER (or an export), or api[:MODEL]',
    )
    .option('--symbols <symbol...>', 'of those the agent is configured for')
    .option('--strategies <name...>', 'strategies beside the agent; left out: none')
    .addOption(new Option('--from <time>', 'trading begins here').argParser(timeOption))
    .addOption(new Option('--to <time>', 'data after this is not read').argParser(timeOption))
    .option('--balance <amount>', 'starting balance, account currency')
    .addOption(numberOption('--maker-fee-bps <bps>', 'fee of a fill that rested'))
    .addOption(numberOption('--taker-fee-bps <bps>', 'fee of a fill that took'))
    .addOption(numberOption('--spread-bps <bps>', 'full spread around prices of one-sided data'))
    .addOption(numberOption('--slippage-bps <bps>', 'taken off every fill that takes'))
    .addOption(numberOption('--latency-ms <ms>', 'one way'))
    .option('--evidence', 'refuse a run that could prove nothing about the model')
    .option('--yes', 'the cost of the real model is agreed to')
    .option('--out <folder>', 'where report and data folder are put')
    .addOption(jsonOption());

function marketOf(flags: AgentBacktestFlags): unknown {
  const { tape, generate = false, days, seed = DEFAULT_SEED, start: tsStart, bar: barMs } = flags;
  if (tape !== undefined && !generate) return { kind: 'tape', files: tape };
  if (generate && tape === undefined) return { kind: 'generated', days, seed, tsStart, barMs };
  throw new UsageError('say either --tape FILE or --generate');
}

/** UsageError names each flag that cannot be meant. */
export function agentRequestOf(flags: AgentBacktestFlags): AgentBacktestRequest {
  const parsed = agentBacktestRequestSchema.safeParse({
    market: marketOf(flags),
    model: flags.model,
    ...given('symbols', flags.symbols),
    ...given('strategies', flags.strategies),
    ...given('from', flags.from),
    ...given('to', flags.to),
    ...given('starting_balance', flags.balance),
    ...given('evidence', flags.evidence),
    costs: {
      ...given('maker_fee_bps', flags.makerFeeBps),
      ...given('taker_fee_bps', flags.takerFeeBps),
      ...given('spread_bps', flags.spreadBps),
      ...given('slippage_bps', flags.slippageBps),
      ...given('latency_ms', flags.latencyMs),
    },
  });
  if (parsed.success) return parsed.data;
  throw usageErrorOf(parsed.error);
}
