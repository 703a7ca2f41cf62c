import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import {
  backtestRequestSchema,
  backtestReportSchema,
} from '@quarterdeck/core/contract/backtest.schema';
import { unpackReport } from './pack-report.ts';
import { createRunProcess } from './run-process.ts';
import { summariseReport } from './summarise-report.ts';

const T0 = Date.UTC(2024, 7, 1);
const BARS = 3_000;

/** Minutes that swing about a level, with a wick now and then. */
function writeBars(file: string): void {
  const rows = Array.from({ length: BARS }, (_, minute) => {
    const mid = 60_000 + 300 * Math.sin(minute / 40);
    const wick = minute % 50 === 0 ? 150 : 10;
    const cells = [mid, mid + 10, mid - wick, mid + 5].map((price) => price.toFixed(1));
    return [T0 + minute * 60_000, ...cells, '1.5'].join(',');
  });
  writeFileSync(file, ['ts_ms,open,high,low,close,volume', ...rows, ''].join('\n'));
}

function start(data: string, home: string) {
  const script = new URL('./backtest-run.worker.ts', import.meta.url);
  const run = createRunProcess({ script, nodeOptions: ['--import', 'tsx'] });
  const request = backtestRequestSchema.parse({
    strategies: ['scalp_wick_reversal_blend'],
    data: [`BTC/USDT=${data}`],
    limits: 'open',
  });
  const progress: number[] = [];
  const places = { home, configFile: 'config/quarterdeck.yaml' };
  return { progress, run: run({ request, places }, (fraction) => progress.push(fraction)) };
}

function openHome(): string {
  const home = mkdtempSync(path.join(tmpdir(), 'quarterdeck-run-'));
  onTestFinished(() => {
    rmSync(home, { recursive: true, force: true });
  });
  return home;
}

it('runs a request in a process of its own and hands back report and summary', async () => {
  const home = openHome();
  const file = path.join(home, 'binance_BTCUSDT_1m.csv');
  writeBars(file);
  const { run, progress } = start(file, home);
  const end = await run.ended;
  expect(end).toMatchObject({ type: 'done' });
  if (end.type !== 'done') return;
  const report = backtestReportSchema.parse(await unpackReport(end.report));
  expect(report.span.bars).toBe(BARS);
  expect(end.summary).toEqual(summariseReport(report));
  expect(progress.at(-1)).toBe(1);
});

it('fails with the words of what is wrong', async () => {
  const home = openHome();
  const { run } = start(path.join(home, 'absent_BTCUSDT_1m.csv'), home);
  expect(await run.ended).toEqual({
    type: 'failed',
    error: expect.stringContaining('absent_BTCUSDT_1m.csv') as string,
  });
});
