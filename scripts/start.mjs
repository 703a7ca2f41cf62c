import { readFileSync } from 'node:fs';

import { dependenciesStep } from './setup/dependencies-step.mjs';
import { nodeStep } from './setup/node-step.mjs';
import { inProject } from './setup/project-root.mjs';
import { runShown } from './setup/run-child.mjs';
import { sqliteStep } from './setup/sqlite-step.mjs';
import { runCommand, runSteps } from './setup/step.mjs';

await runCommand(async () => {
  await runSteps([nodeStep, dependenciesStep, sqliteStep]);
  // Loaded only now: the builds need what the steps above install.
  const { registryStep, engineStep, consoleStep } = await import('./setup/build-steps.mjs');
  await runSteps([registryStep, engineStep, consoleStep]);
  const bin = inProject('apps/engine/bin/quarterdeck.mjs');
  // Young memory at its full size from the start: it would get there within hours, and look like a leak until then.
  const nodeFlags = JSON.parse(readFileSync(inProject('apps/engine/node-flags.json'), 'utf8'));
  return runShown([process.execPath, ...nodeFlags, bin, 'start', ...process.argv.slice(2)]);
});
