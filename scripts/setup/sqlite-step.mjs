import { spawnSync } from 'node:child_process';

import { inProject } from './project-root.mjs';
import { npmCommand, runQuietly } from './run-child.mjs';
import { StepFailure } from './step.mjs';

function doesSqliteLoad() {
  const probe = "new (require('better-sqlite3'))(':memory:').close()";
  const cwd = inProject('packages/db');
  return spawnSync(process.execPath, ['-e', probe], { cwd, stdio: 'ignore' }).status === 0;
}

/** @type {import('./step.mjs').Step} */
export const sqliteStep = {
  name: 'sqlite',
  does: `building better-sqlite3 for Node ${process.versions.node}`,
  current: () => (doesSqliteLoad() ? `loads in Node ${process.versions.node}` : undefined),
  run: () => {
    runQuietly([...npmCommand(), 'rebuild', 'better-sqlite3'], {
      what: 'npm rebuild better-sqlite3',
      env: { JOBS: 'max' },
    });
    if (doesSqliteLoad()) return;
    throw new StepFailure(
      'better-sqlite3 does not load even when rebuilt: python3, make and a C++ compiler are needed',
    );
  },
};
