import { existsSync, mkdtempSync, readdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { backtestRequestSchema } from '@quarterdeck/core/contract/backtest.schema';
import { executeRun } from './execute-run.ts';
import { prepareRun } from './prepare-run.ts';

const OPEN_FILES = '/proc/self/fd';
const BARS = 2_000;

function openHome(): string {
  const home = mkdtempSync(path.join(tmpdir(), 'quarterdeck-execute-'));
  onTestFinished(() => {
    rmSync(home, { recursive: true, force: true });
  });
  return home;
}

/** Quiet minutes: what is decided does not matter here. */
function writeBars(home: string): string {
  const file = path.join(home, 'x_BTCUSDT_1m.csv');
  const rows = Array.from({ length: BARS }, (_, at) =>
    [Date.UTC(2024, 7, 1) + at * 60_000, 60_000, 60_010, 59_990, 60_005, 1].join(','),
  );
  writeFileSync(file, ['ts_ms,open,high,low,close,volume', ...rows, ''].join('\n'));
  return file;
}

function prepare(home: string) {
  const request = backtestRequestSchema.parse({
    strategies: ['scalp_wick_reversal_blend'],
    data: [`BTC/USDT=${writeBars(home)}`],
  });
  return prepareRun(request, { home, configFile: 'config/quarterdeck.yaml' });
}

/** Files of the folder that this process holds open. */
function openFilesIn(folder: string): readonly string[] {
  const targets = readdirSync(OPEN_FILES).flatMap((handle) => {
    try {
      return [readlinkSync(path.join(OPEN_FILES, handle))];
    } catch {
      return []; // The handle that listed them is closed by now.
    }
  });
  return targets.filter((target) => target.startsWith(folder));
}

it.skipIf(!existsSync(OPEN_FILES))('a run that is ended early leaves no file open', async () => {
  const home = openHome();
  const run = await prepare(home);
  let during: readonly string[] = [];
  const goesOn = (): boolean => {
    during = openFilesIn(home);
    return false;
  };
  expect(await executeRun(run, { goesOn, sliceInputs: 100 })).toBeUndefined();
  expect(during).toHaveLength(1);
  expect(openFilesIn(home)).toEqual([]);
});

it.skipIf(!existsSync(OPEN_FILES))('a run that breaks leaves no file open', async () => {
  const home = openHome();
  const run = await prepare(home);
  const broken = executeRun(run, {
    sliceInputs: 100,
    onProgress: () => {
      throw new Error('nobody listens');
    },
  });
  await expect(broken).rejects.toThrow('nobody listens');
  expect(openFilesIn(home)).toEqual([]);
});

it.skipIf(!existsSync(OPEN_FILES))('settings alone open nothing', async () => {
  const home = openHome();
  const run = await prepare(home);
  expect(run.settings().desk.strategies).toHaveLength(1);
  expect(openFilesIn(home)).toEqual([]);
});
