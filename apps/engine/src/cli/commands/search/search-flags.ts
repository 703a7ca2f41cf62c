import { Option, type Command } from 'commander';
import { searchRequestSchema, type SearchRequest } from '@quarterdeck/core/contract/search.schema';
import {
  collect,
  given,
  jsonOption,
  numberOption,
  seedOption,
  wholeNumber,
} from '../../options.ts';
import { UsageError } from '../../usage-error.ts';
import {
  addRunFlags,
  runRequestOf,
  tapesOption,
  usageErrorOf,
  type RunFlags,
} from '../run/run-flags.ts';
import { parseSpace } from './parse-space.ts';

export interface SearchFlags extends Partial<RunFlags> {
  readonly strategy?: string;
  readonly space?: readonly string[];
  readonly method?: string;
  readonly trials?: number;
  readonly objective?: string;
  readonly minTrades?: number;
  readonly outOfSample?: number;
  readonly workers?: number;
  readonly seed?: number;
  readonly json?: boolean;
}

/** What `search` and `walk-forward` have in common. */
export function addSearchFlags(command: Command): Command {
  return addRunFlags(
    command
      .option('--strategy <name>', 'the strategy whose parameters are tried')
      .addOption(tapesOption()),
  )
    .option(
      '--space <range>',
      'name=min..max[:step], name=log:min..max, name=a|b; again for more',
      collect,
    )
    .addOption(
      new Option('--method <name>', 'how points are chosen').choices(['tpe', 'grid', 'random']),
    )
    .addOption(
      new Option('--trials <number>', 'runs, 100 if left out').argParser(wholeNumber(1, 100_000)),
    )
    .addOption(
      new Option('--objective <name>', 'what is to be large').choices([
        'sharpe',
        'sortino',
        'calmar',
        'net',
        'profit_factor',
      ]),
    )
    .addOption(
      new Option('--min-trades <number>', 'fewer closed trades do not count').argParser(
        wholeNumber(0, 1_000_000),
      ),
    )
    .addOption(
      numberOption('--out-of-sample <share>', 'last part of the data that no trial may see'),
    )
    .addOption(
      new Option('--workers <number>', 'threads, 0 for one a core').argParser(wholeNumber(0, 256)),
    )
    .addOption(seedOption())
    .addOption(jsonOption());
}

/** UsageError names each flag that is missing or cannot be meant. */
export function searchRequestOf(flags: SearchFlags): SearchRequest {
  const { strategy, data, space } = flags;
  if (strategy === undefined) throw new UsageError('say which strategy: --strategy NAME');
  if (strategy === 'all') throw new UsageError('a search is about one strategy');
  if (data === undefined) throw new UsageError('say which data: --data FILE');
  if (space === undefined) throw new UsageError('say what may change: --space name=min..max');
  const parsed = searchRequestSchema.safeParse({
    base: runRequestOf({ ...flags, data }, [strategy]),
    space: parseSpace(space),
    ...given('method', flags.method),
    ...given('trials', flags.trials),
    ...given('objective', flags.objective),
    ...given('min_trades', flags.minTrades),
    ...given('out_of_sample_share', flags.outOfSample),
    ...given('workers', flags.workers),
    ...given('seed', flags.seed),
  });
  if (parsed.success) return parsed.data;
  throw usageErrorOf(parsed.error);
}
