import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { dependenciesStep } from './setup/dependencies-step.mjs';
import { nodeStep } from './setup/node-step.mjs';
import { inProject } from './setup/project-root.mjs';
import { runShown } from './setup/run-child.mjs';
import { sqliteStep } from './setup/sqlite-step.mjs';
import { runCommand, runSteps } from './setup/step.mjs';
import {
  describeTally,
  isSuccess,
  sumTallies,
  tallyPlaywright,
  tallyVitest,
} from './setup/test-summary.mjs';

const args = process.argv.slice(2);
const filters = args.filter((arg) => arg !== '--unit' && arg !== '--e2e');
const wantsUnit = !args.includes('--e2e');
const wantsBrowser =
  !args.includes('--unit') &&
  existsSync(inProject('test/e2e')) &&
  readdirSync(inProject('test/e2e'), { recursive: true }).some((name) =>
    /\.(spec|test)\.ts$/.test(String(name)),
  );

/** A runner that failed without a failed test (a crash, a leak) counts as one failure. */
function tallyOf(file, exitCode, tally) {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
  const counted = tally(JSON.parse(readFileSync(file, 'utf8')));
  return exitCode !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
}

async function runVitest(file) {
  const vitest = inProject('node_modules/vitest/vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const flags = filters.length > 0 ? ['--passWithNoTests'] : [];
  const code = await runShown([
    process.execPath,
    vitest,
    'run',
    ...reporters,
    ...flags,
    ...filters,
  ]);
  return tallyOf(file, code, tallyVitest);
}

async function runPlaywright(file, chromium) {
  const playwright = inProject('node_modules/@playwright/test/cli.js');
  const flags = ['--reporter=list,json', ...(filters.length > 0 ? ['--pass-with-no-tests'] : [])];
  const code = await runShown([process.execPath, playwright, 'test', ...flags, ...filters], {
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: file, QUARTERDECK_CHROMIUM: chromium },
  });
  return tallyOf(file, code, tallyPlaywright);
}

await runCommand(async () => {
  await runSteps([nodeStep, dependenciesStep, sqliteStep]);
  // Loaded only now: the builds need what the steps above install.
  const { registryStep, engineStep, consoleStep } = await import('./setup/build-steps.mjs');
  const { chromiumStep, findChromium } = await import('./setup/chromium-step.mjs');
  const browserSteps = wantsBrowser ? [consoleStep, chromiumStep] : [];
  await runSteps([registryStep, engineStep, ...browserSteps]);

  const folder = mkdtempSync(path.join(os.tmpdir(), 'quarterdeck-test-'));
  try {
    const tallies = [];
    if (wantsUnit) tallies.push(await runVitest(path.join(folder, 'vitest.json')));
    if (wantsBrowser) {
      tallies.push(await runPlaywright(path.join(folder, 'playwright.json'), findChromium()));
    }
    const total = sumTallies(tallies);
    console.log(describeTally(total));
    return isSuccess(total) ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
