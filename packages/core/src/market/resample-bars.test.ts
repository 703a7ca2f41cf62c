import { describe, expect, it } from 'vitest';
import type { BarColumns } from '../model/columns.ts';
import { barsOf, hasRecordedData, listBars, NOTE, readRecorded } from './columns.fixture.ts';
import { createResampler } from './resample-bars.ts';

const MINUTE = 60_000;
const minutes = (...rows: readonly (readonly number[])[]): BarColumns =>
  barsOf(
    'BTC/USDT',
    MINUTE,
    rows.map(([minute = 0, ...figures]) => [minute * MINUTE, ...figures].map(String)),
  );

function resample(bars: BarColumns, timeframeMs: number): number[][] {
  const resampler = createResampler({ timeframeMs });
  resampler.addBars(bars);
  return listBars(resampler.finish());
}
const plain = (rows: readonly number[][]) =>
  rows.map(([ts = 0, ...figures]) => [ts / MINUTE, ...figures.map((figure) => figure / 1e8)]);

describe('resampled bars', () => {
  it('hold the first open, the extremes, the last close and the whole volume', () => {
    const bars = minutes(
      [5, 2, 4, 1, 3, 1],
      [6, 3, 9, 3, 8, 0.5],
      [9, 8, 8, 7, 7, 2],
      [10, 7, 7, 7, 7, 1],
    );
    expect(plain(resample(bars, 5 * MINUTE))).toEqual([
      [5, 2, 9, 1, 7, 3.5],
      [10, 7, 7, 7, 7, 1],
    ]);
  });

  it('come out as they are over, and go on over the border of two blocks', () => {
    const resampler = createResampler({ timeframeMs: 2 * MINUTE });
    resampler.addBars(minutes([2, 1, 2, 1, 2, 1], [3, 2, 3, 2, 3, 1], [4, 5, 5, 5, 5, 1]));
    expect(plain(listBars(resampler.take()))).toEqual([[2, 1, 3, 1, 3, 2]]);
    resampler.addBars(minutes([5, 6, 9, 6, 6, 1]));
    expect(plain(listBars(resampler.finish()))).toEqual([[4, 5, 9, 5, 6, 2]]);
  });

  it('take no open from a bar that stands for silence', () => {
    const silent = [6, 3, 3, 3, 3, 0];
    const bars = minutes([5, 2, 3, 2, 3, 1], silent, [7, 5, 6, 5, 6, 1]);
    expect(plain(resample(bars, 2 * MINUTE))).toEqual([
      [4, 2, 3, 2, 3, 1],
      [6, 5, 6, 5, 6, 1],
    ]);
  });

  it('are refused where the shorter do not fit into the longer or time goes back', () => {
    expect(() => resample(minutes([1, 1, 1, 1, 1, 1]), 90_000)).toThrow(
      'do not make bars of 90000',
    );
    const back = minutes([2, 1, 1, 1, 1, 1], [2, 1, 1, 1, 1, 1]);
    expect(() => resample(back, 2 * MINUTE)).toThrow('time goes back');
    expect(() => createResampler({ timeframeMs: 0 })).toThrow(RangeError);
    expect(() => createResampler({ timeframeMs: MINUTE }).finish()).toThrow('no bars were added');
  });
});

describe.skipIf(!hasRecordedData)(`recorded candles${NOTE}`, () => {
  const HOUR = 60 * MINUTE;
  it.each([
    ['BTCUSDT', '1m_20240726_20240825', MINUTE, '5m_20240101_20240906', 5 * MINUTE, 8_641],
    ['ETHUSDT', '1m_20240726_20240825', MINUTE, '5m_20240101_20240906', 5 * MINUTE, 8_640],
    ['BTCUSDT', '5m_20240101_20240906', 5 * MINUTE, '1h_20170817_20240421', HOUR, 2_679],
    ['XRPETH', '1m_20191011_20191013', MINUTE, '5m_20191011_20191013', 5 * MINUTE, 712],
  ])(
    'of %s, file %s, add up to longer ones of the exchange',
    (name, short, fromMs, long, toMs, whole) => {
      const file = (part: string) => `candles/binance_${name}_${part}.csv.gz`;
      const bars = barsOf(name, fromMs, readRecorded(file(short)));
      const first = bars.tsOpen[0] ?? 0;
      const end = (bars.tsOpen[bars.length - 1] ?? 0) + fromMs;
      const isWhole = ([ts = 0]: number[]) => ts >= first && ts + toMs <= end;
      const built = resample(bars, toMs).filter(isWhole);
      const stated = listBars(barsOf(name, toMs, readRecorded(file(long))));
      const until = built.at(-1)?.[0] ?? 0;
      const expected = stated.filter(([ts = 0]) => ts >= (built[0]?.[0] ?? 0) && ts <= until);
      // The longer file may end earlier.
      const compared = built.slice(0, expected.length);
      expect(compared).toHaveLength(whole);
      expect(compared).toEqual(expected);
    },
  );
});
