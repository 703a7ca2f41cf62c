import { dependenciesStep } from './setup/dependencies-step.mjs';
import { nodeStep } from './setup/node-step.mjs';
import { npmCommand, runShown } from './setup/run-child.mjs';
import { runCommand, runSteps } from './setup/step.mjs';

const CHECKS = ['generated', 'format', 'lint', 'types', 'deps', 'dead', 'docs'];

await runCommand(async () => {
  await runSteps([nodeStep, dependenciesStep]);
  const failed = [];
  for (const check of CHECKS) {
    console.log(`[check:${check}]`);
    const code = await runShown([...npmCommand(), 'run', '--silent', `check:${check}`]);
    if (code !== 0) failed.push(`check:${check}`);
  }
  console.log(failed.length === 0 ? 'check passed' : `check failed: ${failed.join(', ')}`);
  return failed.length === 0 ? 0 : 1;
});
