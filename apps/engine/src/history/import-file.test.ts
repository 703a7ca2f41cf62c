import { describe, expect, it } from 'vitest';
import { hasRecordedData, makeTapeFolder, recorded } from '../adapters/tapes/tape-files.fixture.ts';
import { rowsOfColumns } from './columns/column-rows.fixture.ts';
import { HistoryStore } from './history-store.ts';
import { importFile } from './import-file.ts';
import { listGaps } from './seed-history.ts';
import { formatSeries } from './series.ts';

const folder = makeTapeFolder();
let homes = 0;
const newHome = () => folder.path(`home-${(homes += 1)}`);

async function take(home: string, request: string, timeframeMs?: number) {
  const store = new HistoryStore(home);
  const outcomes = await importFile(request, { store, home, venue: undefined, timeframeMs });
  return outcomes.map(({ series, added }) => [formatSeries(series), added]);
}
const rowsOf = (home: string) =>
  new HistoryStore(home).list().map(({ file }) => rowsOfColumns(file));

const MINUTE = 60_000;
const START = 1_700_000_100_000;
const CANDLES = 'ts_ms,open,high,low,close,volume\n';
const TRADES = 'ts_ms,price,qty,side\n';

describe('an imported file', () => {
  it('of candles is kept as it is, or resampled to whole longer candles', async () => {
    const rows = [1, 2, 3, 4, 5, 6, 7].map(
      (minute) => `${START + minute * MINUTE},${minute},9,1,5,1`,
    );
    const file = folder.write('demo_BTCUSDT_1m_a.csv', CANDLES + rows.join('\n'));
    const home = newHome();
    expect(await take(home, file)).toEqual([['demo:BTC/USDT:1m', 7]]);
    expect(await take(home, file)).toEqual([['demo:BTC/USDT:1m', 0]]);
    expect(await take(home, file, 3 * MINUTE)).toEqual([['demo:BTC/USDT:3m', 1]]);
    await expect(take(home, file, 90_000)).rejects.toThrow('bars of 1m do not make bars of 90s');
  });

  it('of ticks is built into candles, without the first and the last, which may lack a part', async () => {
    const ticks = [0, 30_000, MINUTE, 2 * MINUTE, 3 * MINUTE].map((ms) => `${START + ms},7,1,buy`);
    const file = folder.write('demo_BTCUSDT_trades_a.csv', TRADES + ticks.join('\n'));
    const home = newHome();
    await expect(take(home, file)).rejects.toThrow('trades need --timeframe');
    expect(await take(home, file, MINUTE)).toEqual([['demo:BTC/USDT:1m', 2]]);
  });

  it('that is bad or belongs to nobody is named and leaves nothing', async () => {
    const home = newHome();
    const bad = folder.write('demo_BTCUSDT_1m_bad.csv', `${CANDLES}${START},1,1,2,1,5\n`);
    await expect(take(home, bad)).rejects.toThrow(`${bad}:2: BAR_IMPOSSIBLE`);
    const plain = folder.write('BTCUSDT.csv', `${CANDLES}60000,1,1,1,1,5\n120000,1,1,1,1,5\n`);
    await expect(take(home, plain)).rejects.toThrow('no venue in the name');
    expect(new HistoryStore(home).list()).toEqual([]);
  });
});

const NOTE = hasRecordedData ? '' : ' (SKIPPED: ../shared/data is not beside the project)';
describe.skipIf(!hasRecordedData)(`a recorded file${NOTE}`, () => {
  it('of OANDA quotes adds nothing to and contradicts none of its own minutes', async () => {
    const home = newHome();
    const minutes = recorded('candles/oanda_EURUSD-bid_1m_20140501_20140515.csv.gz');
    await take(home, minutes);
    await take(home, recorded('candles/oanda_EURUSD-ask_1m_20140501_20140515.csv.gz'));
    const stored = rowsOf(home);
    const quotes = recorded('quotes/oanda_EURUSD_quotes_20140504T2100_20140509T2059.csv.gz');
    expect(await take(home, quotes, MINUTE)).toEqual([
      ['oanda:EUR/USD:1m:bid', 0],
      ['oanda:EUR/USD:1m:ask', 0],
    ]);
    expect(rowsOf(home)).toEqual(stored);
  });

  it('of minutes resampled equals the five minutes of another one', async () => {
    const home = newHome();
    await take(home, recorded('candles/binance_BTCUSDT_5m_20240101_20240906.csv.gz'));
    const minutes = recorded('candles/binance_BTCUSDT_1m_20240726_20240825.csv.gz');
    expect(await take(home, minutes, 5 * MINUTE)).toEqual([['binance:BTC/USDT:5m', 0]]);
  });

  it('has the gaps the manifest states', async () => {
    const home = newHome();
    await take(home, recorded('candles/binance_BTCUSDT_1h_20170817_20240421.csv.gz'));
    const store = new HistoryStore(home);
    const gaps = store.list().flatMap(({ series }) => listGaps(store, series));
    const bars = gaps.reduce((sum, gap) => sum + gap.bars, 0);
    expect([gaps.length, bars]).toEqual([28, 128]);
  });
});
