import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { inProject } from './setup/project-root.mjs';
import { runCommand, runSteps, StepFailure } from './setup/step.mjs';

/** Long enough for bars, signals, a curve and some closed trades. */
const TRADING_MS = Number(process.argv[2] ?? 60) * 1_000;
const READY_WITHIN_MS = 60_000;
const SIZE = { width: 1440, height: 900 };
const PAGES = ['summary', 'ops'];

/** The shipped strategies rest for minutes between trades: pictures need them sooner. */
const SOON = {
  scalp_ping_5s: { quiet_ms: 5_000, quiet_ratio: 2, burst_ratio: 0.5, min_burst_bps: 0.5 },
  scalp_tick_imbalance: { half_life_ms: 3_000, min_sigma: 1, min_drift_bps: 0.5 },
  scalp_macd_rsi_div: { bars: '5s', macd_fast: 2, macd_slow: 4, macd_signal: 2, rsi_interval: 3 },
};

function writeConfig(folder) {
  const text = readFileSync(inProject('config/quarterdeck.yaml'), 'utf8');
  const file = path.join(folder, 'quarterdeck.yaml');
  writeFileSync(file, text.replace(/events_per_second: .*/, 'events_per_second: 200'));
  mkdirSync(path.join(folder, 'strategies'));
  for (const [id, soon] of Object.entries(SOON)) {
    const params = { ...soon, target_bps: 6, time_stop_ms: 12_000, cooldown_ms: 2_000 };
    writeFileSync(path.join(folder, 'strategies', `${id}.yaml`), JSON.stringify(params));
  }
  return file;
}

function startDesk(folder) {
  const args = ['start', '--port', '0', '--config', writeConfig(folder), '--data', folder];
  const child = spawn(process.execPath, [inProject('apps/engine/bin/quarterdeck.mjs'), ...args], {
    env: { ...process.env, QUARTERDECK_LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const link = new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new StepFailure('no console in time')), READY_WITHIN_MS);
    void ended.then(() => reject(new StepFailure('the engine ended before its console was ready')));
    child.stdout.setEncoding('utf8').on('data', (text) => {
      const found = /^console ready (http\S+)$/m.exec(text)?.[1];
      if (found === undefined) return;
      clearTimeout(late);
      resolve(found);
    });
  });
  const stop = () => {
    child.kill('SIGTERM');
    return ended;
  };
  return { link, stop };
}

async function takePictures(browser, link) {
  const page = await browser.newPage({ viewport: SIZE, colorScheme: 'dark' });
  await page.goto(link);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByTestId('kpi-strip').waitFor();
  console.log(`trading for ${TRADING_MS / 1_000} s`);
  await page.waitForTimeout(TRADING_MS);
  for (const name of PAGES) {
    const file = inProject('docs/images', `${name}.png`);
    await page.getByRole('link', { name }).click();
    await page.waitForURL(`**/${name}`);
    await page.waitForLoadState('networkidle');
    await page.waitForTimeout(2_000);
    await page.screenshot({ path: file });
    console.log(`written: ${file}`);
  }
}

/** Pictures of a desk that trades, for the documents: `node scripts/screenshot.mjs [seconds of trading]`. */
await runCommand(async () => {
  const { engineStep, consoleStep } = await import('./setup/build-steps.mjs');
  const { chromiumStep, findChromium } = await import('./setup/chromium-step.mjs');
  const { chromium } = await import('@playwright/test');
  await runSteps([engineStep, consoleStep, chromiumStep]);
  mkdirSync(inProject('docs/images'), { recursive: true });
  const folder = mkdtempSync(path.join(os.tmpdir(), 'quarterdeck-pictures-'));
  const desk = startDesk(folder);
  const args = process.platform === 'linux' ? ['--no-sandbox', '--disable-gpu'] : [];
  const browser = await chromium.launch({ executablePath: findChromium(), args });
  try {
    await takePictures(browser, await desk.link);
    return 0;
  } finally {
    await browser.close();
    await desk.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
