import { Option, type Command } from 'commander';
import {
  runMonteCarlo,
  type MonteCarloResult,
} from '@quarterdeck/core/simulation/research/monte-carlo';
import type { CliPorts } from '../cli-ports.ts';
import { jsonOption, seedOption, wholeNumber } from '../options.ts';
import { UsageError } from '../usage-error.ts';
import { figure } from './search/describe-search.ts';
import type { ReportedTrades } from '../../search/read-report.ts';

interface Flags {
  readonly report?: string;
  readonly runs: number;
  readonly seed: number;
  readonly replace?: boolean;
  readonly json?: boolean;
}

async function tradesOf(run: string | undefined, flags: Flags, ports: CliPorts) {
  const { readReportFile, readStoredReport } = await import('../../search/read-report.ts');
  if (flags.report !== undefined) {
    if (run !== undefined) throw new UsageError('name a run or a report, not both');
    return readReportFile(flags.report);
  }
  if (run === undefined) throw new UsageError('name a run, or a file with --report');
  return readStoredReport(run, ports);
}

const percent = (share: number): string => `${figure(share * 100)} %`;

function describe(result: MonteCarloResult, { currency }: ReportedTrades): readonly string[] {
  const { actual, table, runs, trades, withReplacement } = result;
  const how = withReplacement ? 'drawn again and again' : 'in another order';
  const row = (name: string, ending: number, drawdown: number): string =>
    `${name.padEnd(12)}${`${ending.toFixed(2)} ${currency}`.padStart(20)}${`${drawdown.toFixed(3)} %`.padStart(16)}`;
  return [
    `${trades} trades, ${runs} times ${how}`,
    `${''.padEnd(12)}${'ending'.padStart(20)}${'max drawdown'.padStart(16)}`,
    row('as it was', actual.ending, actual.maxDrawdownPct),
    ...table.map(({ percentile, ending, maxDrawdownPct }) =>
      row(`${percentile} %`, ending, maxDrawdownPct),
    ),
    `a loss in ${percent(result.lossShare)} of the runs, a deeper drawdown in ${percent(result.deeperShare)}`,
  ];
}

export function addMonteCarloCommand(program: Command, ports: CliPorts): void {
  program
    .command('monte-carlo')
    .description('the trades of a backtest in many other orders: how much of its drawdown was luck')
    .argument('[run]', 'id of a stored run')
    .option('--report <file>', 'what `backtest --json` has printed')
    .addOption(
      new Option('--runs <number>', 'orders to try')
        .argParser(wholeNumber(100, 1_000_000))
        .default(10_000),
    )
    .addOption(seedOption().default(1))
    .option('--replace', 'draw with replacement: trades may come again')
    .addOption(jsonOption())
    .action(async (run: string | undefined, flags: Flags) => {
      const reported = await tradesOf(run, flags, ports);
      const { nets, startingBalance } = reported;
      const withReplacement = flags.replace === true;
      const { runs, seed } = flags;
      const result = runMonteCarlo({ nets, startingBalance, runs, seed, withReplacement });
      const lines = flags.json === true ? [JSON.stringify(result)] : describe(result, reported);
      for (const line of lines) ports.print(line);
    });
}
