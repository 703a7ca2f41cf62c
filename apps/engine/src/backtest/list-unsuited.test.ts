import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { backtestRequestSchema } from '@quarterdeck/core/contract/backtest.schema';
import { listUnsuited } from './list-unsuited.ts';
import { prepareRun } from './prepare-run.ts';

const T0 = Date.UTC(2024, 7, 1);
const BARS = 20;

const bars = (stepMs: number): string =>
  Array.from({ length: BARS }, (_, row) => `${T0 + row * stepMs},100.1,101.1,99.1,100.2,3`).join(
    '\n',
  );

const quotes = (): string =>
  Array.from({ length: BARS }, (_, row) => `${T0 + row * 500},100.1,100.2`).join('\n');

const FILES: Readonly<Record<string, string>> = {
  'binance_BTCUSDT_1m.csv': `ts_ms,open,high,low,close,volume\n${bars(60_000)}\n`,
  'binance_ETHUSDT_1m.csv': `ts_ms,open,high,low,close,volume\n${bars(60_000)}\n`,
  'binance_BTCUSDT_1h.csv': `ts_ms,open,high,low,close,volume\n${bars(3_600_000)}\n`,
  'binance_BTCUSDT_quotes.csv': `ts_ms,bid,ask\n${quotes()}\n`,
};

/** What is said of the strategies on files of these names. */
async function unsuitedOn(names: readonly string[], strategies: readonly string[]) {
  const home = mkdtempSync(path.join(tmpdir(), 'unsuited-'));
  onTestFinished(() => {
    rmSync(home, { recursive: true, force: true });
  });
  const data = names.map((name) => {
    const file = path.join(home, name);
    writeFileSync(file, FILES[name] ?? '');
    return file;
  });
  const request = backtestRequestSchema.parse({ strategies, data });
  return listUnsuited(await prepareRun(request, { home, configFile: 'config/quarterdeck.yaml' }));
}

it('a pair cannot run on one symbol and is told what to add', async () => {
  expect(await unsuitedOn(['binance_BTCUSDT_1m.csv'], ['stat_arb_pair'])).toEqual([
    {
      id: 'stat_arb_pair',
      reason: expect.stringMatching(/has 1 here \(BTC\/USDT\); name files of 2/),
      isIdle: true,
    },
  ]);
});

it('nothing is said of what suits: a pair on two symbols, bars on bars, quotes on quotes', async () => {
  const both = ['binance_BTCUSDT_1m.csv', 'binance_ETHUSDT_1m.csv'];
  expect(await unsuitedOn(both, ['stat_arb_pair', 'scalp_m1scalper'])).toEqual([]);
  expect(await unsuitedOn(['binance_BTCUSDT_quotes.csv'], ['scalp_ping_5s'])).toEqual([]);
});

it('a strategy of ticks still runs on bars, and its silence is explained', async () => {
  const [only, ...others] = await unsuitedOn(['binance_BTCUSDT_1m.csv'], ['scalp_ping_5s_b']);
  expect(only).toMatchObject({ id: 'scalp_ping_5s_b', isIdle: false });
  expect(only?.reason).toContain('four for each bar');
  expect(others).toEqual([]);
});

it('bars longer than a strategy reads are named, and those it wants', async () => {
  const unsuited = await unsuitedOn(['binance_BTCUSDT_1h.csv'], ['scalp_wick_reversal_pro', 'all']);
  const reasons = new Map(unsuited.map(({ id, reason }) => [id, reason]));
  expect(reasons.get('scalp_m1scalper')).toBe(
    'scalp_m1scalper cannot run: it needs bars of 1m or what builds them, the data has bars of 1h',
  );
});
