import path from 'node:path';
import type { QuarterdeckConfig } from '@quarterdeck/core/contract/config.schema';
import type { DeskOptions } from '@quarterdeck/core/desk-contract';
import { strategyCatalogue } from '@quarterdeck/core/strategies/registry';
import type { AgentWorld } from '../agent/agent-setup.ts';
import { describeProblem } from '../config/config-problem.ts';
import { loadConfig } from '../config/load-config.ts';
import { toDeskOptions } from '../config/to-desk-options.ts';
import { StartError, type StartOptions } from './start-options.ts';

export interface Configuration {
  readonly config: QuarterdeckConfig;
  /** The desk's id comes with the data folder. */
  readonly deskOptionsFor: (deskId: string) => DeskOptions;
  /** Reads the same files once more; nothing of the first reading changes. */
  readonly load: () => ReturnType<typeof loadConfig>;
}

/** Throws StartError with the first problem after printing all of them. */
export function readConfiguration(options: StartOptions, world: AgentWorld): Configuration {
  const { configFile, print } = options;
  const strategyFolder =
    options.strategyFolder ?? path.join(path.dirname(configFile), 'strategies');
  const load = () => loadConfig(configFile, { strategyFolder, catalogue: strategyCatalogue });
  const loaded = load();
  if (!loaded.ok) {
    const lines = loaded.problems.map(describeProblem);
    for (const line of lines.slice(1)) print(`config: ${line}`);
    throw new StartError(lines[0] ?? `${configFile} is not a configuration`);
  }
  for (const problem of loaded.value.strategyProblems) print(`config: ${describeProblem(problem)}`);
  return {
    config: loaded.value.config,
    load,
    deskOptionsFor: (deskId) => toDeskOptions(loaded.value, deskId, world),
  };
}
