import { InvalidArgumentError, Option, type Command } from 'commander';
import {
  backtestRequestSchema,
  type BacktestRequest,
} from '@quarterdeck/core/contract/backtest.schema';
import { UsageError } from '../../usage-error.ts';

/** What a run is made of, as `backtest` names it. */
export interface BaseFlags {
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
}

export const collect = (text: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  text,
];

/** A day (`2024-08-01`) or a moment in RFC 3339, UTC where it names no offset. */
function parseTime(text: string): number {
  const isBare = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/.test(text);
  const ts = Date.parse(isBare ? `${text}Z` : text);
  if (Number.isNaN(ts)) throw new InvalidArgumentError('must be a time such as 2024-08-01T00:00Z');
  return ts;
}

export function parseNumber(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value)) return value;
  throw new InvalidArgumentError('must be a number');
}

export function parseValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function parseParams(pairs: readonly string[]): Record<string, unknown> {
  const params: Record<string, unknown> = {};
  for (const pair of pairs.flatMap((text) => text.split(','))) {
    const [, name = '', value = ''] = /^([a-z][a-z0-9_]*)=(.+)$/.exec(pair.trim()) ?? [];
    if (name === '') throw new UsageError(`--params takes key=value, not ${pair}`);
    params[name] = parseValue(value);
  }
  return params;
}

const number = (flags: string, meaning: string): Option =>
  new Option(flags, meaning).argParser(parseNumber);

export function addBaseFlags(command: Command): Command {
  return command
    .addOption(new Option('--data <file...>', 'tapes: FILE or BASE/QUOTE=FILE'))
    .addOption(new Option('--from <time>', 'trading begins here').argParser(parseTime))
    .addOption(new Option('--to <time>', 'data after this is not read').argParser(parseTime))
    .option('--params <pair>', 'key=value that differs from the configuration', collect)
    .option('--balance <amount>', 'starting balance, account currency')
    .addOption(
      new Option('--limits <which>', "the desk's own limits, or none to speak of").choices([
        'config',
        'open',
      ]),
    )
    .addOption(number('--maker-fee-bps <bps>', 'fee of a fill that rested'))
    .addOption(number('--taker-fee-bps <bps>', 'fee of a fill that took'))
    .addOption(number('--spread-bps <bps>', 'full spread around prices of one-sided data'))
    .addOption(number('--slippage-bps <bps>', 'taken off every fill that takes'))
    .addOption(number('--latency-ms <ms>', 'one way'));
}

const given = <TValue>(name: string, value: TValue | undefined) =>
  value === undefined ? {} : { [name]: value };

interface Issues {
  readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[];
}

/** Schema faults as one line a person can act on. */
export const usageErrorOf = ({ issues }: Issues): UsageError =>
  new UsageError(issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));

/** UsageError names each flag that cannot be meant. */
export function baseRequestOf(flags: BaseFlags, strategies: readonly string[]): BacktestRequest {
  const [only, ...others] = strategies;
  if (flags.params !== undefined && (only === undefined || others.length > 0 || only === 'all')) {
    throw new UsageError('--params belongs to one strategy');
  }
  const parsed = backtestRequestSchema.safeParse({
    strategies,
    data: flags.data,
    ...given('from', flags.from),
    ...given('to', flags.to),
    ...(flags.params !== undefined && { params: { [only ?? '']: parseParams(flags.params) } }),
    ...given('starting_balance', flags.balance),
    ...given('limits', flags.limits),
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
