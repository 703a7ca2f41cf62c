import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

import { inProject } from './project-root.mjs';
import { runQuietly } from './run-child.mjs';
import { StepFailure } from './step.mjs';

const SYSTEM_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const MAC_APPS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** A downloaded browser without its system libraries exists but does not start. */
const canStart = (file) =>
  existsSync(file) && spawnSync(file, ['--version'], { stdio: 'ignore' }).status === 0;

function listCandidates() {
  const playwright = createRequire(inProject('package.json'))('@playwright/test');
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return [
    process.env.QUARTERDECK_CHROMIUM,
    playwright.chromium.executablePath(),
    ...SYSTEM_NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name))),
    ...MAC_APPS,
  ].filter(Boolean);
}

export const findChromium = () => listCandidates().find(canStart);

function installPlaywrightChromium() {
  const cli = inProject('node_modules/@playwright/test/cli.js');
  runQuietly([process.execPath, cli, 'install', 'chromium'], {
    what: 'playwright install chromium',
    timeoutMs: 600_000,
  });
}

function installSystemChromium() {
  if (spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status !== 0) {
    throw new StepFailure('no apt-get here');
  }
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const what = 'apt-get install chromium';
  runQuietly([...asRoot, 'apt-get', 'update'], { what, env });
  runQuietly([...asRoot, 'apt-get', 'install', '-y', '--no-install-recommends', 'chromium'], {
    what,
    env,
  });
}

/** @returns {string | undefined} why it could not be installed */
function attempt(install) {
  try {
    install();
    return undefined;
  } catch (error) {
    if (error instanceof StepFailure) return error.message;
    throw error;
  }
}

/** @type {import('./step.mjs').Step} */
export const chromiumStep = {
  name: 'chromium',
  does: "installing a Chromium for the browser tests (Playwright's own, else the system's)",
  current: () => findChromium(),
  run: () => {
    const reasons = [];
    for (const install of [installPlaywrightChromium, installSystemChromium]) {
      const reason = attempt(install);
      if (reason !== undefined) reasons.push(reason);
      if (findChromium() !== undefined) return;
    }
    throw new StepFailure(
      `no Chromium could be found or installed; name one in QUARTERDECK_CHROMIUM. ${reasons.join(' | ')}`,
    );
  },
};
