import { InvalidArgumentError, Option, type Command } from 'commander';
import {
  backtestRequestSchema,
  type BacktestReport,
  type BacktestRequest,
} from '@quarterdeck/core/contract/backtest.schema';
import type { StrategyLookAhead } from '../../search/run-look-ahead.ts';
import type { CliPorts } from '../cli-ports.ts';
import { EXIT_REFUSED } from '../exit-code.ts';
import { ExitCodeError } from '../exit-code-error.ts';
import { jsonOption, wholeNumber } from '../options.ts';
import { createProgressLine } from '../progress-line.ts';
import { UsageError } from '../usage-error.ts';
import { checkLookAhead, CUTS } from './search/check-look-ahead.ts';
import { describeLookAhead } from './search/describe-look-ahead.ts';

type Params = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

interface BacktestFlags {
  readonly strategy: readonly string[];
  readonly data: readonly string[];
  readonly funding?: readonly string[];
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
  readonly seed?: number;
  readonly json?: boolean;
  readonly html?: string;
  readonly csv?: string;
  readonly checkLookAhead?: boolean;
  readonly cuts?: number;
}

const collect = (text: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  text,
];

/** A day (`2024-08-01`) or a moment in RFC 3339, UTC where it names no offset. */
function parseTime(text: string): number {
  const isBare = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?)?$/.test(text);
  const ts = Date.parse(isBare && text.includes('T') ? `${text}Z` : text);
  if (Number.isNaN(ts)) throw new InvalidArgumentError('must be a time such as 2024-08-01T00:00Z');
  return ts;
}

function parseNumber(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value)) return value;
  throw new InvalidArgumentError('must be a number');
}

function parseValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** `key=value` for the only strategy, `strategy.key=value` for one of several. */
function parseParams(pairs: readonly string[], strategies: readonly string[]): Params {
  const params: Record<string, Record<string, unknown>> = {};
  for (const pair of pairs.flatMap((text) => text.split(','))) {
    const match = /^(?:([a-z][a-z0-9_]*)\.)?([a-z][a-z0-9_]*)=(.*)$/.exec(pair.trim());
    if (match === null) throw new UsageError(`--params takes key=value, not ${pair}`);
    const [, named, key = '', value = ''] = match;
    const [only, ...others] = strategies;
    const strategy = named ?? (others.length === 0 && only !== 'all' ? only : undefined);
    if (strategy === undefined) {
      throw new UsageError(`--params ${pair}: say which strategy, as in NAME.${key}=${value}`);
    }
    params[strategy] = { ...params[strategy], [key]: parseValue(value) };
  }
  return params;
}

const given = <TValue>(name: string, value: TValue | undefined) =>
  value === undefined ? {} : { [name]: value };

function requestOf(flags: BacktestFlags): BacktestRequest {
  const asked = {
    strategies: flags.strategy,
    data: flags.data,
    ...given('funding', flags.funding),
    ...given('from', flags.from),
    ...given('to', flags.to),
    params: parseParams(flags.params ?? [], flags.strategy),
    ...given('starting_balance', flags.balance),
    ...given('limits', flags.limits),
    ...given('seed', flags.seed),
    costs: {
      ...given('maker_fee_bps', flags.makerFeeBps),
      ...given('taker_fee_bps', flags.takerFeeBps),
      ...given('spread_bps', flags.spreadBps),
      ...given('slippage_bps', flags.slippageBps),
      ...given('latency_ms', flags.latencyMs),
    },
  };
  const parsed = backtestRequestSchema.safeParse(asked);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new UsageError(lines.join('; '));
}

async function run(flags: BacktestFlags, ports: CliPorts): Promise<BacktestReport> {
  // Read only when asked for: `lock` must not wait for it.
  const { prepareRun } = await import('../../backtest/prepare-run.ts');
  const { executeRun } = await import('../../backtest/execute-run.ts');
  const { ensureWritable, writeReportFiles } = await import('../../backtest/report-files.ts');
  await ensureWritable(flags);
  const prepared = await prepareRun(requestOf(flags), ports);
  const line = createProgressLine(ports.clock);
  const report = await executeRun(prepared, { onProgress: line.show });
  line.clear();
  if (report === undefined) throw new Error('the run was ended');
  await writeReportFiles(report, flags);
  return report;
}

/** The same strategies over the same data; undefined where nobody asked. */
async function lookAheadOf(
  flags: BacktestFlags,
  ports: CliPorts,
): Promise<readonly StrategyLookAhead[] | undefined> {
  if (flags.checkLookAhead !== true) return undefined;
  return checkLookAhead({ request: requestOf(flags), cuts: flags.cuts ?? CUTS }, ports);
}

async function describeRun(
  report: BacktestReport,
  lookAhead: readonly StrategyLookAhead[] | undefined,
): Promise<readonly string[]> {
  const { describeReport } = await import('../../backtest/describe-report.ts');
  if (lookAhead === undefined) return describeReport(report);
  return [...describeReport(report), 'look-ahead', ...lookAhead.flatMap(describeLookAhead)];
}

const number = (flags: string, meaning: string): Option =>
  new Option(flags, meaning).argParser(parseNumber);

export function addBacktestCommand(program: Command, ports: CliPorts): void {
  program
    .command('backtest')
    .description('run strategies over recorded data: the live desk itself, in a plain loop')
    .addOption(new Option('--strategy <name...>', 'strategies, or `all`').makeOptionMandatory())
    .addOption(
      new Option('--data <file...>', 'tapes: FILE or BASE/QUOTE=FILE').makeOptionMandatory(),
    )
    .addOption(new Option('--funding <file...>', 'funding rates: BASE/QUOTE=FILE'))
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
    .addOption(number('--maker-fee-bps <bps>', 'fee of a fill that rested'))
    .addOption(number('--taker-fee-bps <bps>', 'fee of a fill that took'))
    .addOption(number('--spread-bps <bps>', 'full spread around prices of one-sided data'))
    .addOption(number('--slippage-bps <bps>', 'taken off every fill that takes'))
    .addOption(number('--latency-ms <ms>', 'one way'))
    .addOption(
      new Option('--seed <number>', 'of whatever is random').argParser(
        wholeNumber(0, 4_294_967_295),
      ),
    )
    .addOption(jsonOption())
    .option('--html <file>', 'the report as one page that needs nothing else')
    .option('--csv <file>', 'the trade list')
    .option(
      '--check-look-ahead',
      'afterwards, take the future away again and again: decisions of the past must not change',
    )
    .addOption(
      new Option('--cuts <number>', 'times the future is taken away, each strategy').argParser(
        wholeNumber(1, 10_000),
      ),
    )
    .action(async (flags: BacktestFlags) => {
      if (flags.cuts !== undefined && flags.checkLookAhead !== true) {
        throw new UsageError('--cuts belongs to --check-look-ahead');
      }
      const report = await run(flags, ports);
      const lookAhead = await lookAheadOf(flags, ports);
      const lines =
        flags.json === true
          ? [JSON.stringify({ ...report, lookAhead })]
          : await describeRun(report, lookAhead);
      for (const line of lines) ports.print(line);
      if (lookAhead?.some(({ passed }) => !passed)) throw new ExitCodeError(EXIT_REFUSED);
    });
}
