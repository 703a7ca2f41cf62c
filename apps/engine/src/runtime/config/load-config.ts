import { readFileSync } from 'node:fs';
import {
  quarterdeckConfigSchema,
  type QuarterdeckConfig,
} from '@quarterdeck/core/contract/config.schema';
import type { Strategy } from '@quarterdeck/core/strategies/contract';
import { refuseConfig, type ConfigProblem, type ConfigRefusal } from './config-problem.ts';
import { crossCheck } from './cross-checks.ts';
import { checkSchema } from './schema-problems.ts';
import { checkStrategyFiles, loadStrategyParams, type StrategyParams } from './strategy-params.ts';
import { parseYaml } from './yaml-document.ts';

export interface LoadConfigOptions {
  /** Holds `<strategy id>.yaml` files, each optional. */
  readonly strategyFolder: string;
  /** Every strategy this build knows. */
  readonly catalogue: readonly Strategy[];
}

/** A configured strategy with its parameters complete and checked. */
export interface LoadedStrategy {
  readonly strategy: Strategy;
  readonly params: StrategyParams;
  readonly symbols: readonly string[];
  readonly initial: QuarterdeckConfig['strategies'][number]['initial'];
}

export interface LoadedConfig {
  readonly file: string;
  readonly config: QuarterdeckConfig;
  /** In the order of the file, then those it does not name, on every instrument and switched off. */
  readonly strategies: readonly LoadedStrategy[];
}

type Loaded = { readonly ok: true; readonly value: LoadedConfig } | ConfigRefusal;

function readText(file: string): { readonly text: string } | { readonly problem: ConfigProblem } {
  try {
    return { text: readFileSync(file, 'utf8') };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    const what = code === 'ENOENT' ? 'no such file' : `cannot be read (${code})`;
    return { problem: { file, line: undefined, path: '', what } };
  }
}

/** A strategy is a folder: one that no row names stands on every instrument, switched off until a person wants it. */
function listRows(config: QuarterdeckConfig, { catalogue }: LoadConfigOptions) {
  const symbols = config.instruments.map(({ symbol }) => symbol);
  const named = new Set(config.strategies.map(({ strategy }) => strategy));
  const unnamed = catalogue
    .filter(({ id }) => !named.has(id))
    .map(({ id }) => ({ strategy: id, symbols, initial: 'off' as const }));
  return [...config.strategies, ...unnamed];
}

function loadStrategies(config: QuarterdeckConfig, options: LoadConfigOptions) {
  const strategies: LoadedStrategy[] = [];
  const problems: ConfigProblem[] = [];
  for (const row of listRows(config, options)) {
    const strategy = options.catalogue.find(({ id }) => id === row.strategy);
    // An unknown name is reported by the cross checks.
    if (strategy === undefined) continue;
    const result = loadStrategyParams(strategy, options.strategyFolder);
    if ('problems' in result) problems.push(...result.problems);
    else {
      const { symbols, initial } = row;
      strategies.push({ strategy, params: result.value, symbols, initial });
    }
  }
  return { strategies, problems };
}

/**
 * Reads and checks the whole configuration; nothing is used before everything is right.
 * CONFIG_INVALID lists every problem as `file:line: key path: what (allowed: ...)` (see describeProblem).
 */
export function loadConfig(file: string, options: LoadConfigOptions): Loaded {
  const read = readText(file);
  if ('problem' in read) return refuseConfig(file, [read.problem]);
  const document = parseYaml(file, read.text);
  const checked = checkSchema(document, quarterdeckConfigSchema);
  if ('problems' in checked) return refuseConfig(file, checked.problems);
  const config = checked.value;
  const known = options.catalogue.map(({ id }) => id);
  const loaded = loadStrategies(config, options);
  const problems = [
    ...crossCheck({ config, document }, known),
    ...checkStrategyFiles(options.strategyFolder, known),
    ...loaded.problems,
  ];
  if (problems.length > 0) return refuseConfig(file, problems);
  return { ok: true, value: { file, config, strategies: loaded.strategies } };
}
