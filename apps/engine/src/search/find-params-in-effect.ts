import path from 'node:path';
import { strategyCatalogue } from '@quarterdeck/core/strategies/registry';
import { readParamsInEffect } from '@quarterdeck/db/read-params-in-effect';
import type { RunPlaces } from '../backtest/prepare-run.ts';
import { describeProblem } from '../runtime/config/config-problem.ts';
import { loadConfig } from '../runtime/config/load-config.ts';
import { databaseFileOf, dataFolderOf } from '../runtime/start/data-folder.ts';
import { SearchError } from './search-error.ts';

/** A complete set of parameters of one strategy. */
export type FullParams = Readonly<Record<string, unknown>>;

/**
 * What a person has put into effect on the desk this configuration belongs to, whether it runs or not. Undefined where
 * the files rule. SearchError or StorageError.
 */
export function findParamsInEffect(strategyId: string, places: RunPlaces): FullParams | undefined {
  const { home, configFile } = places;
  const strategyFolder = path.join(path.dirname(configFile), 'strategies');
  const loaded = loadConfig(configFile, { strategyFolder, catalogue: strategyCatalogue });
  if (!loaded.ok) throw new SearchError(loaded.problems.map(describeProblem).join('; '));
  const folder = dataFolderOf(home, loaded.value.config.account.name, 'simulated');
  return readParamsInEffect(databaseFileOf(folder), strategyId)?.params;
}
