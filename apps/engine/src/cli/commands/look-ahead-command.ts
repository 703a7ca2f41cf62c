import { Option, type Command } from 'commander';
import type { ChangedDecision } from '@quarterdeck/core/simulation/research/look-ahead-check';
import type { StrategyLookAhead } from '../../search/run-look-ahead.ts';
import type { CliPorts } from '../cli-ports.ts';
import { EXIT_REFUSED } from '../exit-code.ts';
import { ExitCodeError } from '../exit-code-error.ts';
import { formatTime } from '../format-time.ts';
import { jsonOption, wholeNumber } from '../options.ts';
import { createProgressLine } from '../progress-line.ts';
import { UsageError } from '../usage-error.ts';
import { addBaseFlags, baseRequestOf, type BaseFlags } from './search/base-flags.ts';

interface Flags extends Partial<BaseFlags> {
  readonly strategy: readonly string[];
  readonly cuts: number;
  readonly json?: boolean;
}

function describeChange({ ts, tsCut, withFuture, withoutFuture }: ChangedDecision) {
  return [
    `      ${formatTime(ts)} with the data after it: ${withFuture ?? 'no decision'}`,
    `      ${formatTime(ts)} cut at ${formatTime(tsCut)}: ${withoutFuture ?? 'no decision'}`,
  ];
}

function describeResult(result: StrategyLookAhead): readonly string[] {
  const { strategyId, passed, decisions, cuts, changed } = result;
  if (passed) {
    const what = decisions === 0 ? 'no decision to compare' : `${decisions} decisions unchanged`;
    return [`PASS  ${strategyId}: ${what}, future taken away ${cuts} times`];
  }
  return [
    `FAIL  ${strategyId}: the past depends on the future`,
    ...(changed === undefined ? [] : describeChange(changed)),
  ];
}

async function check(flags: Flags, ports: CliPorts): Promise<readonly StrategyLookAhead[]> {
  const { data, strategy, cuts } = flags;
  if (data === undefined) throw new UsageError('say which data: --data FILE');
  const request = baseRequestOf({ ...flags, data }, strategy);
  const { runLookAhead } = await import('../../search/run-look-ahead.ts');
  const line = createProgressLine(ports.clock);
  try {
    return await runLookAhead({ request, cuts }, ports, {
      onResult: (_result, done, of) => line.show({ fraction: done / of }),
    });
  } finally {
    line.clear();
  }
}

export function addLookAheadCommand(program: Command, ports: CliPorts): void {
  addBaseFlags(
    program
      .command('look-ahead')
      .description('take the future away again and again: decisions of the past must not change')
      .addOption(new Option('--strategy <name...>', 'strategies, or `all`').default(['all'])),
  )
    .addOption(
      new Option('--cuts <number>', 'times the future is taken away, each strategy')
        .argParser(wholeNumber(1, 10_000))
        .default(20),
    )
    .addOption(jsonOption())
    .action(async (flags: Flags) => {
      const results = await check(flags, ports);
      const lines =
        flags.json === true ? [JSON.stringify(results)] : results.flatMap(describeResult);
      for (const line of lines) ports.print(line);
      if (results.some(({ passed }) => !passed)) throw new ExitCodeError(EXIT_REFUSED);
    });
}
