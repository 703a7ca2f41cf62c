import { InvalidArgumentError, Option, type Command } from 'commander';
import {
  backtestRequestSchema,
  type BacktestRequest,
} from '@quarterdeck/core/contract/backtest.schema';
import { collect, given, numberOption } from '../../options.ts';
import { UsageError } from '../../usage-error.ts';
import { parseParams } from './parse-params.ts';

/** What a run is made of, however many runs a command makes. */
export interface RunFlags {
  readonly data: readonly string[];
  readonly from?: number;
  readonly to?: number;
  readonly params?: readonly string[];
  readonly balance?: string;
  readonly limits?: string;
  readonly makerFeeBps?: number;
  readonly takerFeeBps?: number;
  readonly spreadBps?: number;
  readonly slippageBps?: number;
  readonly latencyMs?: number;
  readonly latencyJitterMs?: number;
}

/** A day (`2024-08-01`) or a moment in RFC 3339, UTC where it names no offset. */
function parseTime(text: string): number {
  const isBare = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/.test(text);
  const ts = Date.parse(isBare ? `${text}Z` : text);
  if (Number.isNaN(ts)) throw new InvalidArgumentError('must be a time such as 2024-08-01T00:00Z');
  return ts;
}

export const tapesOption = (): Option =>
  new Option('--data <file...>', 'tapes: FILE or BASE/QUOTE=FILE');

export function addRunFlags(command: Command): Command {
  return command
    .addOption(new Option('--from <time>', 'trading begins here').argParser(parseTime))
    .addOption(new Option('--to <time>', 'data after this is not read').argParser(parseTime))
    .option('--params <pair>', 'key=value, or strategy.key=value; again for more', collect)
    .option('--balance <amount>', 'starting balance, account currency')
    .addOption(
      new Option('--limits <which>', "the desk's own limits, or none to speak of").choices([
        'config',
        'open',
      ]),
    )
    .addOption(numberOption('--maker-fee-bps <bps>', 'fee of a fill that rested'))
    .addOption(numberOption('--taker-fee-bps <bps>', 'fee of a fill that took'))
    .addOption(numberOption('--spread-bps <bps>', 'full spread around prices of one-sided data'))
    .addOption(numberOption('--slippage-bps <bps>', 'taken off every fill that takes'))
    .addOption(numberOption('--latency-ms <ms>', 'one way'))
    .addOption(
      numberOption(
        '--latency-jitter-ms <ms>',
        'a request may take up to this much longer; drawn by the seed',
      ),
    );
}

interface Issues {
  readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[];
}

/** Schema faults as one line a person can act on. */
export const usageErrorOf = ({ issues }: Issues): UsageError =>
  new UsageError(issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));

/** `more` stands in the request beside what every run has. UsageError names each flag that cannot be meant. */
export function runRequestOf(
  flags: RunFlags,
  strategies: readonly string[],
  more: Partial<Record<keyof BacktestRequest, unknown>> = {},
): BacktestRequest {
  const parsed = backtestRequestSchema.safeParse({
    strategies,
    data: flags.data,
    ...given('from', flags.from),
    ...given('to', flags.to),
    params: parseParams(flags.params ?? [], strategies),
    ...given('starting_balance', flags.balance),
    ...given('limits', flags.limits),
    ...more,
    costs: {
      ...given('maker_fee_bps', flags.makerFeeBps),
      ...given('taker_fee_bps', flags.takerFeeBps),
      ...given('spread_bps', flags.spreadBps),
      ...given('slippage_bps', flags.slippageBps),
      ...given('latency_ms', flags.latencyMs),
      ...given('latency_jitter_ms', flags.latencyJitterMs),
    },
  });
  if (parsed.success) return parsed.data;
  throw usageErrorOf(parsed.error);
}
