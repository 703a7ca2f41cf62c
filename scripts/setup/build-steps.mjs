import { buildEngine, isEngineBuilt } from '../../apps/engine/build.mjs';
import { checkRegistry, writeRegistry } from '../generate-strategy-registry.mjs';
import { inProject, projectRoot } from './project-root.mjs';
import { runQuietly } from './run-child.mjs';
import { hashInputs, isStamped, writeStamp } from './stamp.mjs';
import { StepFailure } from './step.mjs';

/** @type {import('./step.mjs').Step} */
export const registryStep = {
  name: 'strategies',
  does: 'listing the strategy folders in registry.ts',
  current: () => (checkRegistry() ? 'registry.ts lists every folder' : undefined),
  run: () => {
    writeRegistry();
  },
};

/** @type {import('./step.mjs').Step} */
export const engineStep = {
  name: 'engine',
  does: 'bundling the engine',
  current: () => (isEngineBuilt() ? 'bundle matches the sources' : undefined),
  run: async () => {
    try {
      await buildEngine();
    } catch (error) {
      throw new StepFailure(`engine bundle: ${error.message.split('\n').slice(0, 2).join(' ')}`);
    }
  },
};

const CONSOLE_INPUTS = [
  'apps/web/src',
  'apps/web/next.config.ts',
  'apps/web/package.json',
  'apps/web/tsconfig.json',
  'packages/core/package.json',
  'packages/core/src/contract',
  'packages/core/src/kernel',
  'packages/core/src/model',
  'public',
  'package-lock.json',
];
const consoleStamp = inProject('apps/web/.next/quarterdeck.stamp');

/** @type {import('./step.mjs').Step} */
export const consoleStep = {
  name: 'console',
  does: 'building the console (next build)',
  current: () =>
    isStamped(consoleStamp, hashInputs(projectRoot, CONSOLE_INPUTS))
      ? 'build matches the sources'
      : undefined,
  run: () => {
    const key = hashInputs(projectRoot, CONSOLE_INPUTS);
    const next = inProject('node_modules/next/dist/bin/next');
    runQuietly([process.execPath, next, 'build'], {
      what: 'next build',
      cwd: inProject('apps/web'),
      env: { NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
    });
    writeStamp(consoleStamp, key);
  },
};
