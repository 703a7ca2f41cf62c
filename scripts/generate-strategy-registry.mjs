import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { inProject } from './setup/project-root.mjs';

const strategiesFolder = inProject('packages/core/src/strategies');

const camelCase = (id) => id.replace(/_([a-z0-9])/g, (_, letter) => letter.toUpperCase());

/** Every folder with a strategy.ts, in name order. @param {string} folder */
export function listStrategyFolders(folder = strategiesFolder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .filter((name) => existsSync(path.join(folder, name, 'strategy.ts')))
    .sort();
}

/** @param {readonly string[]} ids folder names, sorted */
export function renderRegistry(ids) {
  const imports = ids.map(
    (id) => `import { strategy as ${camelCase(id)} } from './${id}/strategy.ts';\n`,
  );
  const entries = ids.map((id) => `  ${camelCase(id)},\n`);
  const list = ids.length > 0 ? `[\n${entries.join('')}]` : '[]';
  return [
    '// Written by `npm run generate`: one line a strategy folder. Do not edit.\n',
    "import type { Strategy } from './contract.ts';\n",
    ...imports,
    '\n/** Every strategy this desk can run, in folder order. */\n',
    '// prettier-ignore\n',
    `export const strategyCatalogue: readonly Strategy[] = ${list};\n`,
  ].join('');
}

const registryFile = (folder) => path.join(folder, 'registry.ts');

export function checkRegistry(folder = strategiesFolder) {
  const file = registryFile(folder);
  return (
    existsSync(file) && readFileSync(file, 'utf8') === renderRegistry(listStrategyFolders(folder))
  );
}

export function writeRegistry(folder = strategiesFolder) {
  writeFileSync(registryFile(folder), renderRegistry(listStrategyFolders(folder)));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (!process.argv.includes('--check')) writeRegistry();
  else if (!checkRegistry()) {
    console.error('strategies/registry.ts is not current: run npm run generate');
    process.exitCode = 1;
  }
}
