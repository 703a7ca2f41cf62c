import { spawn } from 'node:child_process';
import os from 'node:os';

import { dependenciesStep } from './setup/dependencies-step.mjs';
import { nodeStep } from './setup/node-step.mjs';
import { projectRoot } from './setup/project-root.mjs';
import { npmCommand } from './setup/run-child.mjs';
import { runCommand, runSteps } from './setup/step.mjs';

/** The longest first: while one core lints, the other does nearly all the rest. */
const CHECKS = ['lint', 'types', 'format', 'deps', 'dead', 'generated', 'docs'];
const LANES = Math.min(2, os.availableParallelism());

/** Shows what a check printed only at its end: two that run at once would mix their lines. */
function runCheck(name) {
  const [file, ...npm] = npmCommand();
  const child = spawn(file, [...npm, 'run', '--silent', `check:${name}`], {
    cwd: projectRoot,
    env: { ...process.env, FORCE_COLOR: process.stdout.isTTY ? '1' : '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: file.endsWith('.cmd'),
  });
  const output = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => output.push(part));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      console.log(`[check:${name}]`);
      process.stdout.write(Buffer.concat(output));
      resolve(code === 0);
    });
  });
}

await runCommand(async () => {
  await runSteps([nodeStep, dependenciesStep]);
  const waiting = [...CHECKS];
  const failed = [];
  const runLane = async () => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      if (!(await runCheck(name))) failed.push(`check:${name}`);
    }
  };
  await Promise.all(Array.from({ length: LANES }, runLane));
  console.log(failed.length === 0 ? 'check passed' : `check failed: ${failed.join(', ')}`);
  return failed.length === 0 ? 0 : 1;
});
