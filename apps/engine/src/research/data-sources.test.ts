import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { asSymbolId } from '@quarterdeck/core/kernel/ids';
import { ensureColumns } from '../history/columns/column-cache.ts';
import { HistoryStore } from '../history/history-store.ts';
import { importFile } from '../history/import-file.ts';
import { listDataSources } from './data-sources.ts';
import { MINUTE, openHome } from './research.fixture.ts';

const FIRST = Date.UTC(2024, 6, 26);
const ROWS = 30;

function writeBars(file: string): void {
  const rows = Array.from(
    { length: ROWS },
    (_, minute) => `${FIRST + minute * MINUTE},100,101,99,100.5,2`,
  );
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, ['ts_ms,open,high,low,close,volume', ...rows, ''].join('\n'));
}

it('lists stored series and tapes by the names that a run takes, and leaves out what is no tape', async () => {
  const home = openHome();
  const tape = path.join(home, 'tapes', 'deep', 'binance_BTCUSDT_1m_20240726_20240727.csv');
  writeBars(tape);
  writeFileSync(path.join(home, 'tapes', 'notes_BTCUSDT.csv'), 'no,tape\n1,2\n');
  writeFileSync(path.join(home, 'tapes', 'readme.txt'), 'hello');
  const history = new HistoryStore(home);
  await importFile(tape, { store: history, home, venue: undefined, timeframeMs: undefined });
  const symbols = [asSymbolId('BTC/USDT')];
  const bars = {
    symbol: 'BTC/USDT',
    kind: 'bars',
    timeframeMs: MINUTE,
    rows: ROWS,
    tsFirst: FIRST,
    tsLast: FIRST + (ROWS - 1) * MINUTE,
  };
  await ensureColumns(tape, { home, symbols });
  expect(await listDataSources({ home, history, symbols })).toEqual([
    { ...bars, name: 'binance:BTC/USDT:1m' },
    { ...bars, name: tape },
  ]);
});

it('says of a tape that was never read what its name says', async () => {
  const home = openHome();
  const tape = path.join(home, 'tapes', 'binance_BTCUSDT_1m_20240726_20240727.csv');
  writeBars(tape);
  const options = { home, history: new HistoryStore(home), symbols: [] };
  expect(await listDataSources(options)).toEqual([
    {
      name: tape,
      symbol: 'BTC/USDT',
      kind: 'bars',
      timeframeMs: MINUTE,
      rows: 0,
      tsFirst: FIRST,
      tsLast: Date.UTC(2024, 6, 27),
    },
  ]);
});

it('lists nothing where nothing is', async () => {
  const home = openHome();
  expect(await listDataSources({ home, history: new HistoryStore(home), symbols: [] })).toEqual([]);
});
