import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acquireExclusiveLock } from '@quarterdeck/db/exclusive-lock';
import { asSymbolId } from '@quarterdeck/core/kernel/ids';
import { barsAt, MINUTE, MinuteSource, NOON, range, series } from './bars.fixture.ts';
import { HistoryStore } from './history-store.ts';
import { fillGaps, listGaps, seedHistory } from './seed-history.ts';
import { formatSeries, parseSeries } from './series.ts';

let home = '';
let store = new HistoryStore('unused');
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'quarterdeck-history-'));
  store = new HistoryStore(home);
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

/** Minutes behind noon that are stored. */
function storedMinutes(of = series): number[] {
  return [...store.bars(of)].flatMap(({ length, tsOpen }) =>
    Array.from(tsOpen.subarray(0, length), (ts) => (ts - NOON) / MINUTE),
  );
}
const append = (...minutes: number[]) => store.append(series, [barsAt(minutes)], 8);
const inode = () => statSync(store.fileOf(series)).ino;

describe('the history store', () => {
  it('names a series as it is written on the command line', () => {
    for (const name of ['binance:BTC/USDT:1m', 'oanda:EUR/USD:1h:bid', 'x-1:A2/B2:90s:mark']) {
      const parsed = parseSeries(name);
      expect(parsed && formatSeries(parsed)).toBe(name);
    }
    for (const name of [
      '',
      'BTC/USDT:1m',
      'a:BTC:1m',
      'a:BTC/USDT:0m',
      'a:BTC/USDT:1m:last',
      '../a:B/C:1m',
    ]) {
      expect(parseSeries(name)).toBeUndefined();
    }
  });

  it('merges candles from behind, before and between, each once', () => {
    expect(append(5, 6, 9)).toEqual({ added: 3, repeated: 0, rows: 3 });
    expect(append(1, 6, 7, 12)).toEqual({ added: 3, repeated: 1, rows: 6 });
    expect(storedMinutes()).toEqual([1, 5, 6, 7, 9, 12]);
    expect(store.find(series)?.head).toMatchObject({
      kind: 'bars',
      symbol: 'BTC/USDT',
      rows: 6,
      tsFirst: NOON + MINUTE,
      tsLast: NOON + 12 * MINUTE,
      priceDecimals: 0,
      qtyDecimals: 0,
      firstPrice: 1,
      source: null,
    });
  });

  it('does not touch the file when there is nothing new', () => {
    append(1, 2);
    const before = inode();
    expect(append(1, 2)).toEqual({ added: 0, repeated: 2, rows: 2 });
    expect(inode()).toBe(before);
  });

  it('names candles that differ from what stands and changes nothing', () => {
    append(1, 2);
    const before = inode();
    const other = barsAt([2, 3], { close: Float64Array.of(777.5e8, 503e8) });
    expect(() => store.append(series, [other], 8)).toThrow(
      'test:BTC/USDT:1m: 1 candle differs from what is stored, nothing was changed: ' +
        '2024-08-07T12:02:00Z stored 1/1002/1/502/300000000, offered 1/1002/1/777.5/300000000',
    );
    const all = barsAt(range(1, 3), { open: Float64Array.of(2e8, 2e8) });
    expect(() => store.append(series, [all], 8)).toThrow('2 candles differ');
    expect([inode(), storedMinutes()]).toEqual([before, [1, 2]]);
    expect(readdirSync(join(home, 'history/test/BTC-USDT'))).toEqual(['1m.columns']);
  });

  it('keeps volumes of different decimals on one scale, exactly where they fit', () => {
    append(1);
    const coarse = barsAt([1, 2], { sizeDecimals: 2, volume: Float64Array.of(300, 25) });
    expect(store.append(series, [coarse], 2)).toMatchObject({ added: 1, repeated: 1 });
    expect(store.find(series)?.head).toMatchObject({ sizeDecimals: 2, isVolumeRounded: false });
    const fine = barsAt([3], { volume: Float64Array.of(1_500_000) });
    expect(store.append(series, [fine], 8)).toMatchObject({ added: 1 });
    expect(store.find(series)?.head).toMatchObject({ sizeDecimals: 2, isVolumeRounded: true });
    const volumes = [...store.bars(series)].flatMap(({ volume }) => [...volume]);
    expect(volumes).toEqual([300, 25, 2]);
  });

  it('lists what it holds and is refused to a second writer at the same time', () => {
    append(1);
    const bid = { ...series, symbol: asSymbolId('EUR/USD'), side: 'bid' as const };
    store.append(bid, [barsAt([1, 2], { symbol: bid.symbol })], 8);
    expect(store.list().map((each) => [formatSeries(each.series), each.head.rows])).toEqual([
      ['test:BTC/USDT:1m', 1],
      ['test:EUR/USD:1m:bid', 2],
    ]);
    const lock = acquireExclusiveLock(join(home, 'history/history.lock'));
    expect(() => append(2)).toThrow('another process is writing to');
    lock?.release();
    expect(append(2).added).toBe(1);
  });
});

describe('seeding', () => {
  const now = NOON + 100 * MINUTE + 30_000;
  const seed = (source: MinuteSource, span: Parameters<typeof seedHistory>[0], at = now) =>
    seedHistory(span, { store, series, source, now: at });

  it('by count takes the newest finished candles', async () => {
    const source = new MinuteSource();
    expect(await seed(source, { count: 25 })).toMatchObject({
      added: 25,
      rows: 25,
      isEnough: true,
    });
    expect([source.asked, storedMinutes()]).toEqual([[[75, 100]], range(75, 100)]);
  });

  it('by range takes what lies in it, and never a candle that is not finished', async () => {
    const source = new MinuteSource();
    const span = { from: NOON + 90_000, to: NOON + 500 * MINUTE };
    await seed(source, span);
    expect([source.asked, storedMinutes()]).toEqual([[[2, 100]], range(2, 100)]);
  });

  it('again asks only from the last candle and one timeframe on, and rewrites nothing', async () => {
    const source = new MinuteSource();
    await seed(source, { count: 50 });
    const before = inode();
    expect(await seed(source, { count: 50 })).toMatchObject({ added: 0, rows: 50, fetched: [] });
    expect(inode()).toBe(before);
    await seed(source, { count: 50 }, now + 7 * MINUTE);
    expect(source.asked).toEqual([
      [50, 100],
      [100, 107],
    ]);
    expect(storedMinutes()).toEqual(range(50, 107));
  });

  it('further back asks for what lies before the first candle as well', async () => {
    const source = new MinuteSource();
    await seed(source, { from: NOON + 40 * MINUTE, to: NOON + 60 * MINUTE });
    await seed(source, { from: NOON + 10 * MINUTE });
    expect(source.asked.slice(1)).toEqual([
      [10, 40],
      [60, 100],
    ]);
    expect(storedMinutes()).toEqual(range(10, 100));
  });

  it('is enough with 20 candles in the store and not with 19', async () => {
    expect(await seed(new MinuteSource(), { count: 19 })).toMatchObject({
      rows: 19,
      isEnough: false,
    });
    const later = await seed(new MinuteSource(), { count: 1 }, now + MINUTE);
    expect(later).toMatchObject({ added: 1, rows: 20, isEnough: true });
  });

  it('that breaks off keeps what came, and a retry goes on from there', async () => {
    await expect(seed(new MinuteSource([], 40), { from: NOON })).rejects.toThrow(
      'the line is dead',
    );
    expect(storedMinutes()).toEqual(range(0, 40));
    const source = new MinuteSource();
    await seed(source, { from: NOON });
    expect([source.asked, storedMinutes()]).toEqual([[[40, 100]], range(0, 100)]);
  });
});

describe('gaps', () => {
  it('are found with the candles they lack and filled from another source', async () => {
    const lacking = new MinuteSource([3, 20, 21, 22, 60]);
    const options = { store, series, now: NOON + 100 * MINUTE };
    await seedHistory({ from: NOON }, { ...options, source: lacking });
    const shown = () =>
      listGaps(store, series).map(({ tsFrom, tsTo, bars }) => [
        (tsFrom - NOON) / MINUTE,
        (tsTo - NOON) / MINUTE,
        bars,
      ]);
    expect(shown()).toEqual([
      [3, 4, 1],
      [20, 23, 3],
      [60, 61, 1],
    ]);
    const other = new MinuteSource([21]);
    expect(await fillGaps({ ...options, source: other })).toMatchObject({ added: 4, rows: 99 });
    expect(other.asked).toEqual([
      [3, 4],
      [20, 23],
      [60, 61],
    ]);
    expect(shown()).toEqual([[21, 22, 1]]);
  });

  it('of FX are none over the weekend, nor in the hour by which its week begins later in winter', () => {
    const euro = { ...series, symbol: asSymbolId('EUR/USD'), timeframeMs: 3_600_000 };
    const hours = (...times: string[]) => {
      const stamps = Float64Array.from(times, (time) => Date.parse(`${time}:00:00Z`));
      const bars = barsAt(range(0, times.length), { symbol: euro.symbol, timeframeMs: 3_600_000 });
      store.append(euro, [{ ...bars, tsOpen: stamps }], 8);
    };
    hours('2024-08-09T19', '2024-08-09T20', '2024-08-11T21', '2024-08-11T22');
    hours('2024-12-06T20', '2024-12-06T21', '2024-12-08T22', '2024-12-09T01');
    const gaps = listGaps(store, euro).map(({ tsFrom, bars }) => [
      new Date(tsFrom).toISOString().slice(0, 13),
      bars,
    ]);
    expect(gaps.filter(([from]) => from !== '2024-08-11T23')).toEqual([['2024-12-08T23', 2]]);
  });
});
