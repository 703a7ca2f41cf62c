import { Option, type Command } from 'commander';
import type { BacktestReport, BacktestRequest } from '@quarterdeck/core/contract/backtest.schema';
import type { StrategyLookAhead } from '../../search/run-look-ahead.ts';
import type { CliPorts } from '../cli-ports.ts';
import { EXIT_REFUSED } from '../exit-code.ts';
import { ExitCodeError } from '../exit-code-error.ts';
import { given, jsonOption, seedOption, wholeNumber } from '../options.ts';
import { createProgressBar } from '../progress-bar.ts';
import { UsageError } from '../usage-error.ts';
import { addRunFlags, runRequestOf, tapesOption, type RunFlags } from './run/run-flags.ts';
import { checkLookAhead, CUTS } from './search/check-look-ahead.ts';
import { describeLookAhead } from './search/describe-look-ahead.ts';

interface BacktestFlags extends RunFlags {
  readonly strategy: readonly string[];
  readonly funding?: readonly string[];
  readonly seed?: number;
  readonly json?: boolean;
  readonly html?: string;
  readonly csv?: string;
  readonly checkLookAhead?: boolean;
  readonly cuts?: number;
}

const requestOf = (flags: BacktestFlags): BacktestRequest =>
  runRequestOf(flags, flags.strategy, {
    ...given('funding', flags.funding),
    ...given('seed', flags.seed),
  });

async function run(flags: BacktestFlags, ports: CliPorts): Promise<BacktestReport> {
  // Read only when asked for: `lock` must not wait for it.
  const { prepareRun } = await import('../../backtest/prepare-run.ts');
  const { executeRun } = await import('../../backtest/execute-run.ts');
  const { ensureWritable, writeReportFiles } = await import('../../backtest/report-files.ts');
  await ensureWritable(flags);
  const prepared = await prepareRun(requestOf(flags), ports);
  const bar = createProgressBar();
  const onProgress = ({ fraction }: { readonly fraction: number }) => bar.show('', fraction, 1);
  const report = await executeRun(prepared, { onProgress });
  bar.clear();
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

export function addBacktestCommand(program: Command, ports: CliPorts): void {
  addRunFlags(
    program
      .command('backtest')
      .description('run strategies over recorded data: the live desk itself, in a plain loop')
      .addOption(new Option('--strategy <name...>', 'strategies, or `all`').makeOptionMandatory())
      .addOption(tapesOption().makeOptionMandatory())
      .addOption(new Option('--funding <file...>', 'funding rates: BASE/QUOTE=FILE')),
  )
    .addOption(seedOption())
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
