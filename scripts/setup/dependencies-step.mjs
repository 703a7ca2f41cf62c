import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { projectRoot } from './project-root.mjs';
import { npmCommand, runQuietly } from './run-child.mjs';

const readPackages = (file) => JSON.parse(readFileSync(file, 'utf8')).packages ?? {};

/**
 * Whether what npm says it installed is what the lock names. Optional packages may be missing:
 * they are for other platforms.
 * @param {string} root
 */
export function areDependenciesCurrent(root) {
  const installedFile = path.join(root, 'node_modules/.package-lock.json');
  if (!existsSync(installedFile)) return false;
  const installed = readPackages(installedFile);
  for (const [where, locked] of Object.entries(
    readPackages(path.join(root, 'package-lock.json')),
  )) {
    if (!where.includes('node_modules/') || locked.link) continue;
    const found = installed[where];
    if (found === undefined ? !locked.optional : found.version !== locked.version) return false;
    if (found !== undefined && !existsSync(path.join(root, where))) return false;
  }
  return true;
}

/** @type {import('./step.mjs').Step} */
export const dependenciesStep = {
  name: 'dependencies',
  does: 'installing what package-lock.json names (npm ci; minutes when SQLite must be compiled)',
  current: () => (areDependenciesCurrent(projectRoot) ? 'as package-lock.json names' : undefined),
  run: () =>
    runQuietly([...npmCommand(), 'ci', '--no-audit', '--no-fund'], {
      what: 'npm ci',
      env: { JOBS: 'max' },
    }),
};
