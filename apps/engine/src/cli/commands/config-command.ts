import path from 'node:path';
import type { Command } from 'commander';
import { strategyCatalogue } from '@quarterdeck/core/strategies/registry';
import { callControl } from '../../api/control/control-client.ts';
import { describeProblem } from '../../runtime/config/config-problem.ts';
import { loadConfig, type LoadedConfig } from '../../runtime/config/load-config.ts';
import { newCommandId, type CliPorts } from '../cli-ports.ts';
import { describeParams, paramRows } from '../describe-params.ts';
import { ExitCodeError } from '../exit-code-error.ts';
import { EXIT_REFUSED } from '../exit-code.ts';
import { findDesk } from '../find-desk.ts';
import { dataOption, jsonOption } from '../options.ts';
import { UsageError } from '../usage-error.ts';

interface FileFlags {
  readonly config?: string;
  readonly json?: boolean;
}

interface ReloadFlags {
  readonly reason: string;
  readonly data?: string;
}

/** What the files say, and the way to make a running engine follow them. */
export function addConfigCommand(program: Command, ports: CliPorts): void {
  const config = program.command('config').description('check, show and reload the configuration');
  config
    .command('check')
    .description('read every file and name each problem by file and line')
    .option('--config <file>', 'instead of config/quarterdeck.yaml')
    .action((flags: FileFlags) => check(fileOf(flags, ports), ports));
  config
    .command('show')
    .description('the values of a strategy in effect at the next start, and where each comes from')
    .argument('<strategy>', 'its id, or that of a variant')
    .option('--config <file>', 'instead of config/quarterdeck.yaml')
    .addOption(jsonOption())
    .action((id: string, flags: FileFlags) => show(id, flags, ports));
  config
    .command('reload')
    .description("read the strategies' parameters again, without a restart")
    .argument('[strategy]', 'one alone; otherwise all')
    .requiredOption('--reason <text>', 'why; kept in the audit log')
    .addOption(dataOption())
    .action((id: string | undefined, flags: ReloadFlags) => reload(id, flags, ports));
}

const fileOf = ({ config }: FileFlags, ports: CliPorts): string => config ?? ports.configFile;

function load(file: string) {
  const strategyFolder = path.join(path.dirname(file), 'strategies');
  return loadConfig(file, { strategyFolder, catalogue: strategyCatalogue });
}

function check(file: string, ports: CliPorts): void {
  const loaded = load(file);
  const problems = loaded.ok ? loaded.value.strategyProblems : loaded.problems;
  for (const problem of problems) ports.print(describeProblem(problem));
  if (problems.length > 0) throw new ExitCodeError(EXIT_REFUSED);
  const count = loaded.ok ? loaded.value.strategies.length : 0;
  ports.print(`${file} is right, with ${count} strategies`);
}

function loadOrRefuse(file: string): LoadedConfig {
  const loaded = load(file);
  if (loaded.ok) return loaded.value;
  throw new UsageError(loaded.problems.map(describeProblem).join('; '));
}

function show(id: string, flags: FileFlags, ports: CliPorts): void {
  const { strategies } = loadOrRefuse(fileOf(flags, ports));
  const found = strategies.find(({ strategy }) => strategy.id === id);
  if (found === undefined) {
    const known = strategies.map(({ strategy }) => strategy.id).join(', ');
    throw new UsageError(`no strategy ${id} (known: ${known})`);
  }
  if (found.failure !== undefined) throw new UsageError(found.failure);
  const rows = paramRows(found);
  if (flags.json === true) ports.print(JSON.stringify(rows));
  else for (const line of describeParams(rows)) ports.print(line);
}

async function reload(
  id: string | undefined,
  { reason, data }: ReloadFlags,
  ports: CliPorts,
): Promise<void> {
  const { socketPath } = findDesk(ports.home, data);
  const commandId = newCommandId(ports);
  const command = { commandId, reason, ...(id !== undefined && { strategyId: id }) };
  const receipt = await callControl(socketPath, { method: 'reload-params', command });
  ports.print(
    `parameters read again as event ${receipt.eventSeq} in ${receipt.enforcedMs.toFixed(1)} ms`,
  );
}
