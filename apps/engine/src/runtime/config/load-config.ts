import { readFileSync } from 'node:fs';
import {
  quarterdeckConfigSchema,
  type QuarterdeckConfig,
} from '@quarterdeck/core/contract/config.schema';
import type { Strategy } from '@quarterdeck/core/strategies/contract';
import {
  describeProblem,
  refuseConfig,
  type ConfigProblem,
  type ConfigRefusal,
} from './config-problem.ts';
import { crossCheck } from './cross-checks.ts';
import { checkSchema } from './schema-problems.ts';
import {
  checkStrategyFiles,
  loadStrategyParams,
  type ParamOrigin,
  type SharedParams,
  type StrategyParams,
} from './strategy-params.ts';
import { parseYaml } from './yaml-document.ts';

export interface LoadConfigOptions {
  /** Holds `<strategy id>.yaml` files, each optional. */
  readonly strategyFolder: string;
  /** Every strategy this build knows. */
  readonly catalogue: readonly Strategy[];
}

/** A configured strategy with its parameters complete and checked, or the reason why it cannot run. */
export interface LoadedStrategy {
  readonly strategy: Strategy;
  readonly params: StrategyParams;
  readonly origins: Readonly<Record<string, ParamOrigin>>;
  readonly symbols: readonly string[];
  readonly initial: QuarterdeckConfig['strategies'][number]['initial'];
  /** Set when its own file is wrong: the desk shows it as failed and runs the others. */
  readonly failure?: string;
}

export interface LoadedConfig {
  readonly file: string;
  readonly config: QuarterdeckConfig;
  /** In the order of the file, then those it does not name, on every instrument and switched off. */
  readonly strategies: readonly LoadedStrategy[];
  /** What is wrong with single strategies' files; nothing that keeps the others from running. */
  readonly strategyProblems: readonly ConfigProblem[];
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

interface StrategyRow {
  readonly strategy: Strategy;
  readonly symbols: readonly string[];
  readonly initial: LoadedStrategy['initial'];
}

/** The same code under another name; its switch, its orders and its file are its own. */
function variantOf(strategy: Strategy, id: string | undefined): Strategy {
  if (id === undefined || id === strategy.id) return strategy;
  return { ...strategy, id, title: `${strategy.title} (${id})`, variantOf: strategy.id };
}

/** A strategy is a folder: one that no row names stands on every instrument, switched off until a person wants it. */
function listRows(
  config: QuarterdeckConfig,
  { catalogue }: LoadConfigOptions,
): readonly StrategyRow[] {
  const symbols = config.instruments.map(({ symbol }) => symbol);
  const named = new Set(config.strategies.map((row) => row.strategy));
  const configured = config.strategies.flatMap((row) => {
    const strategy = catalogue.find(({ id }) => id === row.strategy);
    // An unknown name is reported by the cross checks.
    if (strategy === undefined) return [];
    return [{ strategy: variantOf(strategy, row.id), symbols: row.symbols, initial: row.initial }];
  });
  const unnamed = catalogue
    .filter(({ id }) => !named.has(id))
    .map((strategy) => ({ strategy, symbols, initial: 'off' as const }));
  return [...configured, ...unnamed];
}

function loadStrategy(row: StrategyRow, folder: string, shared: SharedParams) {
  const result = loadStrategyParams(row.strategy, folder, shared);
  if (!('problems' in result)) {
    const strategy: LoadedStrategy = { ...row, params: result.value, origins: result.origins };
    return { strategy, problems: [] };
  }
  const failure = result.problems.map(describeProblem).join('; ');
  return { strategy: { ...row, params: {}, origins: {}, failure }, problems: result.problems };
}

/**
 * Reads and checks the whole configuration; nothing is used before everything is right, save that a fault in one
 * strategy's own parameters puts out that strategy alone.
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
  const rows = listRows(config, options);
  const problems = [
    ...crossCheck({ config, document }, options.catalogue),
    ...checkStrategyFiles(options.strategyFolder, [
      ...known,
      ...rows.map(({ strategy }) => strategy.id),
    ]),
  ];
  if (problems.length > 0) return refuseConfig(file, problems);
  const shared = { document, values: config.strategy_defaults };
  const loaded = rows.map((row) => loadStrategy(row, options.strategyFolder, shared));
  const strategies = loaded.map(({ strategy }) => strategy);
  const strategyProblems = loaded.flatMap((each) => each.problems);
  return { ok: true, value: { file, config, strategies, strategyProblems } };
}
