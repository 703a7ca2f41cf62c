import type { Command } from 'commander';
import type { CliPorts } from '../cli-ports.ts';
import { jsonOption } from '../options.ts';
import { UsageError } from '../usage-error.ts';

interface BenchFlags {
  readonly json?: boolean;
  readonly only?: readonly string[];
  readonly quick?: boolean;
}

const namesIn = (text: string): string[] => text.split(',').map((name) => name.trim());

export function addBenchCommand(program: Command, ports: CliPorts): void {
  program
    .command('bench')
    .description('measure this desk on this machine')
    .addOption(jsonOption())
    .option('--only <names>', 'of the measures, separated by commas', namesIn)
    .option('--quick', 'shorter runs: for a look, not for a record')
    .action(async ({ json, only, quick }: BenchFlags) => {
      // Measures bring half the engine along: no other command should wait for that.
      const { MEASURES } = await import('./measure-list.ts');
      const { runMeasures } = await import('./run-measures.ts');
      const { describeResults } = await import('./describe-results.ts');
      const known = MEASURES.map(({ name }) => name);
      const unknown = only?.find((name) => !known.includes(name));
      if (unknown !== undefined) {
        throw new UsageError(`no measure is named ${unknown}; there are ${known.join(', ')}`);
      }
      const wanted = MEASURES.filter(({ name }) => only?.includes(name) ?? true);
      const results = await runMeasures(wanted, { ports, isQuick: quick === true });
      if (json === true) ports.print(JSON.stringify(results, undefined, 2));
      else for (const line of describeResults(results)) ports.print(line);
    });
}
