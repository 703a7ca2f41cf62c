import { Option, type Command } from 'commander';
import type { WalkForwardResult, WalkedWindow } from '../../search/run-walk-forward.ts';
import type { CliPorts } from '../cli-ports.ts';
import { formatTime } from '../format-time.ts';
import { wholeNumber } from '../options.ts';
import { createProgressBar } from '../progress-bar.ts';
import { UsageError } from '../usage-error.ts';
import { describeParams, describeSummary, figure } from './search/describe-search.ts';
import { addSearchFlags, searchRequestOf, type SearchFlags } from './search/search-flags.ts';

interface Flags extends SearchFlags {
  readonly windows: number;
  readonly anchored?: boolean;
}

const DEFAULT_SHARE = 0.25;

async function walk(flags: Flags, ports: CliPorts): Promise<WalkForwardResult> {
  const { openSearchMemory } = await import('../../search/search-memory.ts');
  const { runWalkForward } = await import('../../search/run-walk-forward.ts');
  const { outOfSample: outOfSampleShare = DEFAULT_SHARE, windows, ...others } = flags;
  if (!(outOfSampleShare > 0 && outOfSampleShare < 1)) {
    throw new UsageError('--out-of-sample must be above 0 and below 1');
  }
  const memory = openSearchMemory(ports.home, ports.clock);
  const bar = createProgressBar();
  try {
    const mode = flags.anchored === true ? 'anchored' : 'rolling';
    const plan = { windows, outOfSampleShare, mode } as const;
    const order = { request: searchRequestOf(others), plan, by: ports.userName };
    const room = { memory, places: ports, clock: ports.clock };
    return await runWalkForward(order, room, {
      onProgress: (fraction) => bar.show('', fraction, 1),
    });
  } finally {
    bar.clear();
    memory.close();
  }
}

const percent = (share: number | null): string =>
  share === null ? 'none' : `${figure(share * 100)} %`;

const describeWindow = (window: WalkedWindow): string => {
  const { outOfSample, found, traded, params } = window;
  const chosen = params === null ? 'no trial with trades enough' : describeParams(params);
  return `  ${formatTime(outOfSample.from)}  found ${describeSummary(found)}; traded ${describeSummary(traded)}; ${chosen}`;
};

function describeWalk(result: WalkForwardResult): readonly string[] {
  const { windows, plan } = result;
  return [
    `walk        ${result.id}, ${plan.windows} ${plan.mode} windows`,
    ...windows.map(describeWindow),
    `traded      ${figure(result.returnPct)} % in ${result.trades} trades, Sharpe ${figure(result.sharpe)}, ${result.profitableWindows} of ${windows.length} windows with a profit`,
    `chance      of a true Sharpe above zero: ${percent(result.chanceAboveZero)}`,
    `efficiency  ${percent(result.efficiency)} of what the searches promised a day`,
  ];
}

export function addWalkForwardCommand(program: Command, ports: CliPorts): void {
  addSearchFlags(
    program
      .command('walk-forward')
      .description('search, trade what follows, search again: what tuning would really have made'),
  )
    .addOption(
      new Option('--windows <number>', 'parts that are traded, end to end')
        .argParser(wholeNumber(1, 1_000))
        .default(6),
    )
    .option('--anchored', 'every search begins at the start of the data')
    .action(async (flags: Flags) => {
      const result = await walk(flags, ports);
      const lines = flags.json === true ? [JSON.stringify(result)] : describeWalk(result);
      for (const line of lines) ports.print(line);
    });
}
