import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Strategy } from '@quarterdeck/core/strategies/contract';
import type { ConfigProblem } from './config-problem.ts';
import { describeAllowed } from './nearest-name.ts';
import { checkSchema } from './schema-problems.ts';
import { parseYaml } from './yaml-document.ts';

export type StrategyParams = Readonly<Record<string, unknown>>;

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
function readParams(file: string) {
  if (!existsSync(file)) return parseYaml(file, '{}');
  const document = parseYaml(file, readFileSync(file, 'utf8'));
  return document.value === null ? parseYaml(file, '{}') : document;
}

/** Own values over the schema's defaults; unknown keys are refused also where the schema would drop them. */
export function loadStrategyParams(
  strategy: Strategy,
  folder: string,
): { readonly value: StrategyParams } | { readonly problems: readonly ConfigProblem[] } {
  const document = readParams(join(folder, `${strategy.id}.yaml`));
  return checkSchema(document, strategy.params.strict());
}
