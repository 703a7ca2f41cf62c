import { execFile } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import {
  hasRecordedData,
  makeTapeFolder,
  recorded,
} from '../../adapters/tapes/tape-files.fixture.ts';
import { ensureColumns } from './column-cache.ts';
import { ROWS_PER_GROUP } from './column-layout.ts';
import { rowsOfColumns, rowsOfTape } from './column-rows.fixture.ts';
import { openColumns } from './open-columns.ts';

const folder = makeTapeFolder();
const START = 1_700_000_040_000;
const MINUTE = 60_000;
const CANDLES = 'ts_ms,open,high,low,close,volume';
const QUOTES = 'ts_ms,bid,ask';
const SIZED = 'ts_ms,bid,ask,bid_qty,ask_qty';
const TRADES = 'ts_ms,price,qty,side';

let homes = 0;
const newHome = () => folder.path(`home-${(homes += 1)}`);
const write = (name: string, ...lines: string[]) => folder.write(name, `${lines.join('\n')}\n`);
const storedIn = (home: string) =>
  existsSync(`${home}/cache/columns`) ? readdirSync(`${home}/cache/columns`) : [];
const cache = async (file: string, home = newHome()) => ensureColumns(file, { home, symbols: [] });

async function expectSameRows(request: string): Promise<number> {
  const { file } = await cache(request);
  const rows = rowsOfColumns(file);
  expect(rows).toEqual(await rowsOfTape(request));
  return rows.length;
}

describe('the columns of a tape', () => {
  it('hold what the tape holds: candles, plain and packed, with everything that is fine in a CSV', async () => {
    const lines = [
      `\u{feff}${CANDLES}\r`,
      `${START},1.5,2,1,1.25,3\r`,
      '',
      `${START + MINUTE},0.00000001,90000000.12345678,0.00000001,5,0.123456785`,
      `${START + 5 * MINUTE},0005.10000000000,5.1,5.1,5.1,0`,
    ];
    const text = lines.join('\n');
    for (const name of ['x_BTCUSDT_1m_a.csv', 'x_BTCUSDT_1m_a.csv.gz']) {
      expect(await expectSameRows(folder.write(name, text))).toBe(3);
    }
  });

  it('hold quotes with and without sizes, and trades that share a stamp', async () => {
    const quotes = write('x_EURUSD_quotes.csv', QUOTES, `${START},1.1,1.2`, `${START},1.15,1.15`);
    const sized = write('x_ETHUSDT_quotes.csv', SIZED, `${START},10,11,0,0.5`, `${START},9,11,7,0`);
    const trades = write('x_BTCUSDT_trades.csv', TRADES, `${START},5,0.1,buy`, `${START},5,2,sell`);
    expect([
      await expectSameRows(quotes),
      await expectSameRows(sized),
      await expectSameRows(trades),
    ]).toEqual([2, 2, 2]);
  });

  it('say in the head what they are', async () => {
    const file = write('x_EURUSD-bid_5m_b.csv', CANDLES, `1700000100000,1.10512,1.2,1.1,1.2,0`);
    const { head } = await cache(file);
    expect(head).toMatchObject({
      kind: 'bars',
      symbol: 'EUR/USD',
      timeframeMs: 300_000,
      side: 'bid',
      rows: 1,
      tsFirst: 1_700_000_100_000,
      tsLast: 1_700_000_100_000,
      sizeDecimals: 8,
      isVolumeRounded: false,
      priceDecimals: 5,
      qtyDecimals: null,
      firstPrice: 1.10512,
      source: { path: file, size: statSync(file).size },
    });
  });

  it('span several groups, the last one short, from one buffer', async () => {
    const rows = 2 * ROWS_PER_GROUP + 3;
    const lines = Array.from({ length: rows }, (_, row) => `${START + row},${row + 1},1,buy`);
    const { file, head } = await cache(
      write('x_BTCUSDT_trades_long.csv', [TRADES, ...lines].join('\n')),
    );
    const lengths: number[] = [];
    const buffers = new Set<ArrayBufferLike>();
    let wrong = 0;
    let row = 0;
    for (const block of openColumns(file).blocks()) {
      if (block.kind !== 'trades') throw new Error(block.kind);
      lengths.push(block.length);
      buffers.add(block.price.buffer);
      for (let index = 0; index < block.length; index += 1, row += 1) {
        const isRight =
          block.tsEvent[index] === START + row &&
          block.price[index] === (row + 1) * 1e8 &&
          block.isBuy[index] === 1;
        if (!isRight) wrong += 1;
      }
    }
    expect([head.rows, row, wrong]).toEqual([rows, rows, 0]);
    expect(lengths).toEqual([ROWS_PER_GROUP, ROWS_PER_GROUP, 3]);
    expect(buffers.size).toBe(2);
  });

  it('keep sizes beyond eight decimals of a double with fewer, exactly where they fit', async () => {
    const exact = write(
      'x_SHIBUSDT_1h_a.csv',
      CANDLES,
      '3600000,1,1,1,1,0.5',
      '7200000,1,1,1,1,12000000000000.25',
    );
    const { file, head } = await cache(exact);
    expect(head).toMatchObject({ sizeDecimals: 2, isVolumeRounded: false });
    expect(rowsOfColumns(file)).toEqual(await rowsOfTape(exact));

    const noisy = write(
      'x_FTXUSD_1h_a.csv',
      CANDLES,
      '3600000,1,1,1,1,135000000.12345678',
      '7200000,1,1,1,1,0.00000005',
    );
    const rounded = await cache(noisy);
    expect(rounded.head).toMatchObject({ sizeDecimals: 7, isVolumeRounded: true });
    expect(rowsOfColumns(rounded.file).map((row) => row[5])).toEqual([13500000012345680n, 0n]);

    const trades = write(
      'x_BTCUSDT_trades_big.csv',
      TRADES,
      `${START},1,135000000,buy`,
      `${START},1,0.00000001,buy`,
    );
    await expect(cache(trades)).rejects.toThrow(`${trades}:3: SIZE_TOO_FINE maxDecimals=7 in`);
  });
});

describe('a file that is no tape', () => {
  const bar = (ts: number, figures = '1,2,1,2,5') => `${ts},${figures}`;
  it.each([
    ['of the wrong kind', 'ts_ms,rate', [`${START},0.1`], ':1: unknown header "ts_ms,rate"'],
    ['without rows', CANDLES, [], ': no rows behind the header'],
    [
      'unsorted',
      CANDLES,
      [bar(START), bar(START - MINUTE)],
      `:3: time goes back: ${START - MINUTE}`,
    ],
    ['with a bar twice', CANDLES, [bar(START), bar(START)], `:3: BAR_REPEATED ts_ms=${START} in`],
    ['with high below low', CANDLES, [bar(START, '1,1,2,1,5')], ':2: BAR_IMPOSSIBLE in'],
    ['with open above high', CANDLES, [bar(START, '3,2,1,1,5')], ':2: BAR_IMPOSSIBLE in'],
    ['with a bar off the grid', CANDLES, [bar(START + 1)], ':2: BAR_OFF_GRID'],
    ['with nine decimals', CANDLES, [bar(START, '1.123456789,2,1,2,5')], ':2: DECIMAL_TOO_LONG'],
    [
      'with a price no column holds',
      CANDLES,
      [bar(START, '1,90071993,1,2,5')],
      ':2: PRICE_TOO_LARGE',
    ],
    ['with a price of zero', CANDLES, [bar(START, '0,2,0,2,5')], ':2: DECIMAL_NOT_POSITIVE'],
    ['with a field too many', CANDLES, [bar(START, '1,2,1,2,5,6')], ':2: FIELDS_MISCOUNTED'],
    ['with a field too few', CANDLES, [bar(START, '1,2,1,2')], ':2: FIELDS_MISCOUNTED'],
    ['with an exponent', CANDLES, [bar(START, '1e0,2,1,2,5')], ':2: DECIMAL_MALFORMED'],
    ['with a stamp of zero', CANDLES, [bar(0)], ':2: STAMP_MALFORMED'],
    ['with volume below zero', CANDLES, [bar(START, '1,2,1,2,-5')], ':2: VOLUME_NEGATIVE'],
    ['of trades, by its name', TRADES, [`${START},1,1,up`], ':2: SIDE_UNKNOWN'],
    ['of trades of nothing', TRADES, [`${START},1,0,buy`], ':2: DECIMAL_NOT_POSITIVE'],
    ['of quotes that cross', QUOTES, [`${START},2,1`], ':2: QUOTE_CROSSED'],
    ['of quotes with a size below zero', SIZED, [`${START},1,2,-1,1`], ':2: QTY_NEGATIVE'],
    ['of quotes that go back', QUOTES, [`${START},1,2`, `${START - 1},1,2`], ':3: time goes back'],
  ])('%s is named by line and leaves nothing behind', async (what, header, lines, message) => {
    const home = newHome();
    const file = write(`x_BTCUSDT_1m_${what.replaceAll(/\W/g, '')}.csv`, header, ...lines);
    await expect(cache(file, home)).rejects.toThrow(`${file}${message}`);
    expect(storedIn(home)).toEqual([]);
  });

  it('is empty, cut off or not there: said in one line', async () => {
    const home = newHome();
    const whole = folder.write(
      'x_BTCUSDT_trades_cut.csv.gz',
      `${TRADES}\n${START},1,1,buy\n`.repeat(1),
    );
    truncateSync(whole, statSync(whole).size - 6);
    await expect(cache(whole, home)).rejects.toThrow('gzip data is damaged or cut off');
    const empty = folder.write('x_BTCUSDT_1m_empty.csv', '');
    await expect(cache(empty, home)).rejects.toThrow(`${empty}: the file is empty`);
    await expect(cache(folder.path('x_BTCUSDT_1m_no.csv'), home)).rejects.toThrow('no such file');
    expect(storedIn(home)).toEqual([]);
  });

  it('names the line behind many good groups', async () => {
    const home = newHome();
    const lines = Array.from({ length: ROWS_PER_GROUP + 10 }, (_, row) => `${START + row},1,1,buy`);
    const file = write('x_BTCUSDT_trades_late.csv', [TRADES, ...lines, 'nonsense'].join('\n'));
    await expect(cache(file, home)).rejects.toThrow(`${file}:${ROWS_PER_GROUP + 12}: `);
    expect(storedIn(home)).toEqual([]);
  });
});

describe('the cache', () => {
  const row = (minute: number) => `${START + minute * MINUTE},1,1,1,1,1`;

  it('is made once, and again when its source changes, even with the old time set back', async () => {
    const home = newHome();
    const file = write('x_BTCUSDT_1m_c.csv', CANDLES, row(0));
    const first = await cache(file, home);
    const made = statSync(first.file).ino;
    expect(statSync((await cache(file, home)).file).ino).toBe(made);
    const { atime, mtime } = statSync(file);
    appendFileSync(file, `${row(1)}\n`);
    utimesSync(file, atime, mtime);
    const second = await cache(file, home);
    expect([second.file, second.head.rows]).toEqual([first.file, 2]);
    writeFileSync(file, `${CANDLES}\n${row(0)}\nbroken\n`);
    await expect(cache(file, home)).rejects.toThrow(':3: ');
    expect(storedIn(home)).toHaveLength(1);
  });

  it('is made again when it is damaged, cut off or of another version', async () => {
    const home = newHome();
    const source = write('x_BTCUSDT_1m_d.csv', CANDLES, row(0), row(1));
    const { file } = await cache(source, home);
    const whole = rowsOfColumns(file);
    for (const spoil of [
      () => truncateSync(file, statSync(file).size - 1),
      () => truncateSync(file, 100),
      () => writeFileSync(file, Buffer.alloc(20_000, 'x')),
    ]) {
      spoil();
      expect(() => openColumns(file)).toThrow(file);
      await cache(source, home);
      expect(rowsOfColumns(file)).toEqual(whole);
    }
  });

  it('keeps the same file under two symbols apart', async () => {
    const home = newHome();
    const source = write('x_BTCUSDT_1m_e.csv', CANDLES, row(0));
    const plain = await cache(source, home);
    const named = await cache(`SOL/USDT=${source}`, home);
    expect([plain.head.symbol, named.head.symbol]).toEqual(['BTC/USDT', 'SOL/USDT']);
    expect(named.file).not.toBe(plain.file);
  });

  it('survives several makers at once and clears away what a killed one left', async () => {
    const home = newHome();
    const lines = Array.from({ length: 2_000 }, (_, minute) => row(minute));
    const source = write('x_BTCUSDT_1m_f.csv', CANDLES, ...lines);
    mkdirSync(`${home}/cache/columns`, { recursive: true });
    const results = await Promise.all(Array.from({ length: 6 }, () => cache(source, home)));
    expect(new Set(results.map(({ file }) => file)).size).toBe(1);
    const file = results[0]?.file ?? '';
    expect(rowsOfColumns(file)).toHaveLength(2_000);
    expect(storedIn(home)).toHaveLength(1);

    const dead = await promisify(execFile)(process.execPath, ['-p', 'process.pid']);
    writeFileSync(`${file}.${dead.stdout.trim()}-0-1.draft`, 'half');
    writeFileSync(`${file}.${process.pid}-0-999999.draft`, 'being written');
    truncateSync(file, 10);
    await cache(source, home);
    const left = storedIn(home).filter((name) => name.endsWith('.draft'));
    expect(left).toEqual([expect.stringContaining(`.${process.pid}-0-999999.`)]);
  });

  it('tells a reader whose file was replaced between two readings', async () => {
    const home = newHome();
    const source = write('x_BTCUSDT_1m_g.csv', CANDLES, row(0));
    const { file } = await cache(source, home);
    const opened = openColumns(file);
    expect([...opened.blocks()]).toHaveLength(1);
    appendFileSync(source, `${row(1)}\n`);
    await cache(source, home);
    expect(() => [...opened.blocks()]).toThrow('was made again while it was being read');
  });
});

const NOTE = hasRecordedData ? '' : ' (SKIPPED: ../shared/data is not beside the project)';
describe.skipIf(!hasRecordedData)(`every recorded tape${NOTE}`, () => {
  // The body of a skipped block still runs.
  const list = (name: string) =>
    (hasRecordedData ? readdirSync(recorded(name)) : []).map((file) => `${name}/${file}`);
  const files = [
    ...list('trades'),
    ...list('quotes'),
    ...list('candles').filter((name) => statSync(recorded(name)).size < 300_000),
    'candles/ftx_BTC-PERP_1m_20211231_20220201.csv.gz',
    'universe_1h/binance_SHIBUSDT_1h_20240101_20240907.csv.gz',
    'universe_1h/binance_PEPEUSDT_1h_20240101_20240907.csv.gz',
  ];

  it.each(files)('%s has in columns the values the tapes adapter parses', async (name) => {
    const { file, head } = await cache(recorded(name));
    const [columns, tape] = [rowsOfColumns(file), await rowsOfTape(recorded(name))];
    expect(columns).toHaveLength(tape.length);
    expect(head.isVolumeRounded).toBe(false);
    const isLarge = /ftx_|SHIB|PEPE/.test(name);
    expect(head.sizeDecimals < 8).toBe(isLarge);
    const differing = columns.findIndex((row, index) =>
      row.some((value, column) => value !== tape[index]?.[column]),
    );
    expect(differing).toBe(-1);
  });
});
