import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Strategy } from '@quarterdeck/core/strategies/contract';
import type { ConfigProblem } from './config-problem.ts';
import { describeAllowed } from './nearest-name.ts';
import { checkSchema } from './schema-problems.ts';
import { parseYaml, type YamlDocument } from './yaml-document.ts';

export type StrategyParams = Readonly<Record<string, unknown>>;

/** Where the value in effect comes from: the schema, `strategy_defaults`, or the strategy's own file. */
export interface ParamOrigin {
  readonly origin: 'default' | 'shared' | 'own';
  readonly file?: string;
  readonly line?: number;
}

export interface LayeredParams {
  readonly value: StrategyParams;
  readonly origins: Readonly<Record<string, ParamOrigin>>;
}

/** The shared layer: what `strategy_defaults` of the main file holds. */
export interface SharedParams {
  readonly document: YamlDocument;
  readonly values: StrategyParams;
}

/** A file of the folder is a strategy's or a mistake: a misspelt name must not be ignored. */
export function checkStrategyFiles(folder: string, known: readonly string[]): ConfigProblem[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => {
    const id = basename(name, '.yaml');
    if (name.startsWith('.') || (name.endsWith('.yaml') && known.includes(id))) return [];
    const allowed = describeAllowed(
      name,
      known.map((strategy) => `${strategy}.yaml`),
    );
    return [
      { file: join(folder, name), line: undefined, path: '', what: `names no strategy${allowed}` },
    ];
  });
}

/** A file of comments only parses to nothing and means all defaults. */
function readParams(file: string): YamlDocument {
  if (!existsSync(file)) return parseYaml(file, '{}');
  const document = parseYaml(file, readFileSync(file, 'utf8'));
  return document.value === null ? parseYaml(file, '{}') : document;
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The shared values this strategy has a parameter for and does not set itself. */
function inherited(strategy: Strategy, shared: StrategyParams, own: unknown): StrategyParams {
  const ownNames = isMap(own) ? Object.keys(own) : [];
  return Object.fromEntries(
    Object.entries(shared).filter(
      ([name]) => name in strategy.params.shape && !ownNames.includes(name),
    ),
  );
}

function originOf(
  name: string,
  layers: {
    readonly own: YamlDocument;
    readonly shared: SharedParams;
    readonly from: StrategyParams;
  },
): ParamOrigin {
  const at = (document: YamlDocument, path: readonly string[], origin: 'shared' | 'own') => {
    const { line } = document.problem(path, '');
    return { origin, file: document.file, ...(line !== undefined && { line }) };
  };
  if (isMap(layers.own.value) && name in layers.own.value) return at(layers.own, [name], 'own');
  if (name in layers.from) {
    return at(layers.shared.document, ['strategy_defaults', name], 'shared');
  }
  return { origin: 'default' };
}

/** A problem of an inherited value is the main file's, not the strategy's. */
function blame(problem: ConfigProblem, from: StrategyParams, shared: SharedParams): ConfigProblem {
  if (!(problem.path in from)) return problem;
  return shared.document.problem(['strategy_defaults', problem.path], problem.what);
}

/**
 * Three layers, the nearest wins: the strategy's own file, `strategy_defaults` of the main file, the schema's defaults.
 * Unknown keys of the own file are refused also where the schema would drop them.
 */
export function loadStrategyParams(
  strategy: Strategy,
  folder: string,
  shared: SharedParams,
): LayeredParams | { readonly problems: readonly ConfigProblem[] } {
  const own = readParams(join(folder, `${strategy.id}.yaml`));
  const from = inherited(strategy, shared.values, own.value);
  const merged = isMap(own.value) ? { ...own, value: { ...from, ...own.value } } : own;
  const result = checkSchema(merged, strategy.params.strict());
  if ('problems' in result) {
    return { problems: result.problems.map((problem) => blame(problem, from, shared)) };
  }
  const names = Object.keys(strategy.params.shape);
  return {
    value: result.value,
    origins: Object.fromEntries(
      names.map((name) => [name, originOf(name, { own, shared, from })] as const),
    ),
  };
}
