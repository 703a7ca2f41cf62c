import { Option, type Command } from 'commander';
import type { StrategyLookAhead } from '../../search/run-look-ahead.ts';
import type { CliPorts } from '../cli-ports.ts';
import { EXIT_REFUSED } from '../exit-code.ts';
import { ExitCodeError } from '../exit-code-error.ts';
import { jsonOption, wholeNumber } from '../options.ts';
import { UsageError } from '../usage-error.ts';
import { addRunFlags, runRequestOf, tapesOption, type RunFlags } from './run/run-flags.ts';
import { checkLookAhead, CUTS } from './search/check-look-ahead.ts';
import { describeLookAhead } from './search/describe-look-ahead.ts';

interface Flags extends Partial<RunFlags> {
  readonly strategy: readonly string[];
  readonly cuts: number;
  readonly json?: boolean;
}

function check(flags: Flags, ports: CliPorts): Promise<readonly StrategyLookAhead[]> {
  const { data, strategy, cuts } = flags;
  if (data === undefined) throw new UsageError('say which data: --data FILE');
  return checkLookAhead({ request: runRequestOf({ ...flags, data }, strategy), cuts }, ports);
}

export function addLookAheadCommand(program: Command, ports: CliPorts): void {
  addRunFlags(
    program
      .command('look-ahead')
      .description('take the future away again and again: decisions of the past must not change')
      .addOption(new Option('--strategy <name...>', 'strategies, or `all`').default(['all']))
      .addOption(tapesOption()),
  )
    .addOption(
      new Option('--cuts <number>', 'times the future is taken away, each strategy')
        .argParser(wholeNumber(1, 10_000))
        .default(CUTS),
    )
    .addOption(jsonOption())
    .action(async (flags: Flags) => {
      const results = await check(flags, ports);
      const lines =
        flags.json === true ? [JSON.stringify(results)] : results.flatMap(describeLookAhead);
      for (const line of lines) ports.print(line);
      if (results.some(({ passed }) => !passed)) throw new ExitCodeError(EXIT_REFUSED);
    });
}
