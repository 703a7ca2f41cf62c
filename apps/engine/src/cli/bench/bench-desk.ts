import path from 'node:path';
import type { QuarterdeckConfig } from '@quarterdeck/core/contract/config.schema';
import type { DeskOptions } from '@quarterdeck/core/desk-contract';
import { strategyCatalogue } from '@quarterdeck/core/strategies/registry';
import { describeProblem } from '../../runtime/config/config-problem.ts';
import { loadConfig } from '../../runtime/config/load-config.ts';
import { toDeskOptions } from '../../runtime/config/to-desk-options.ts';

export interface BenchDesk {
  readonly desk: DeskOptions;
  readonly config: QuarterdeckConfig;
}

/** The desk a configuration file describes: the project's instruments and its strategies. */
export function readBenchDesk(configFile: string, deskId = 'bench'): BenchDesk {
  const strategyFolder = path.join(path.dirname(configFile), 'strategies');
  const loaded = loadConfig(configFile, { strategyFolder, catalogue: strategyCatalogue });
  if (!loaded.ok) throw new Error(loaded.problems.map(describeProblem).join('; '));
  return { desk: toDeskOptions(loaded.value, deskId), config: loaded.value.config };
}
