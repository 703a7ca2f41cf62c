import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { HistoryStore } from '../history/history-store.ts';
import { importFile } from '../history/import-file.ts';
import { openDataFiles } from './data-files.ts';

const FIRST = Date.UTC(2024, 6, 29);

/** A data folder into whose history store the named files have been taken. */
async function openHome(...names: string[]): Promise<string> {
  const home = mkdtempSync(path.join(tmpdir(), 'quarterdeck-data-'));
  onTestFinished(() => {
    rmSync(home, { recursive: true, force: true });
  });
  const rows = Array.from({ length: 30 }, (_, row) => `${FIRST + row * 60_000},1,1.1,0.9,1,2`);
  const store = new HistoryStore(home);
  for (const name of names) {
    const file = path.join(home, name);
    writeFileSync(file, ['ts_ms,open,high,low,close,volume', ...rows, ''].join('\n'));
    await importFile(file, { store, home, venue: undefined, timeframeMs: undefined });
  }
  return home;
}

it('reads a series of the history store by its name', async () => {
  const home = await openHome('binance_BTCUSDT_1m.csv');
  const data = await openDataFiles(['binance:BTC/USDT:1m'], { home, instruments: [] });
  expect(data.sources).toMatchObject([
    { symbol: 'BTC/USDT', kind: 'bars', timeframeMs: 60_000, tsFirst: FIRST, askFile: undefined },
  ]);
  expect(data.instruments.map(({ symbol }) => symbol)).toEqual(['BTC/USDT']);
});

it.each([[['oanda:EUR/USD:1m:bid']], [['oanda:EUR/USD:1m:ask', 'oanda:EUR/USD:1m:bid']]])(
  'makes one source of the bids and asks behind %j',
  async (requests) => {
    const home = await openHome('oanda_EURUSD-bid_1m.csv', 'oanda_EURUSD-ask_1m.csv');
    const { sources } = await openDataFiles(requests, { home, instruments: [] });
    expect(sources).toHaveLength(1);
    expect(sources[0]?.file).toContain('bid');
    expect(sources[0]?.askFile).toContain('ask');
  },
);

it('names a series that is not stored', async () => {
  const home = await openHome();
  await expect(openDataFiles(['binance:BTC/USDT:5m'], { home, instruments: [] })).rejects.toThrow(
    'binance:BTC/USDT:5m is not in the history store',
  );
});
