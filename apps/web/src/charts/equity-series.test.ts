import type { EquityPoint } from '@quarterdeck/core/contract/console-state.schema';
import { describe, expect, it } from 'vitest';
import { appendPoint, MAX_POINTS, toChartSeries, toCsv } from './equity-series.ts';

const point = (ts: number, total = '1.5'): EquityPoint => ({
  ts,
  equity: '100001.5',
  total,
  bySymbol: { 'BTC/USDT': '2', 'XAU/USD': '-0.5' },
  byStrategy: { scalp: total },
});

describe('the equity series', () => {
  it('appends a newer point and drops what left the range', () => {
    const points = appendPoint([point(0), point(5_000)], point(12_000), 10_000);
    expect(points.map((each) => each.ts)).toEqual([5_000, 12_000]);
  });

  it('ignores a point it holds already', () => {
    const points = [point(1_000)];
    expect(appendPoint(points, point(1_000), 10_000)).toBe(points);
  });

  it('never grows past the points of its range, however often one arrives', () => {
    let points: readonly EquityPoint[] = [];
    for (let ts = 1_000; ts <= 20_000_000; ts += 1_000)
      points = appendPoint(points, point(ts), 6 * 3_600_000);
    expect(points.length).toBeLessThanOrEqual(MAX_POINTS + 2);
    expect(points.at(-1)?.ts).toBe(20_000_000);
  });

  it('draws one series a symbol', () => {
    expect(toChartSeries([point(1)], 'symbol')).toEqual({
      names: ['BTC/USDT', 'XAU/USD'],
      rows: [{ ts: 1, 'BTC/USDT': 2, 'XAU/USD': -0.5 }],
    });
  });

  it('breaks every line where the engine was down, and only there', () => {
    const before = [1_000, 2_000, 3_000, 9_000].map((ts) => point(ts));
    const { rows } = toChartSeries([...before, point(60_000), point(61_000)], 'equity');
    expect(rows.map((row) => [row.ts, row['equity'] !== undefined])).toEqual([
      [1_000, true],
      [2_000, true],
      [3_000, true],
      [9_000, true],
      [9_001, false],
      [60_000, true],
      [61_000, true],
    ]);
  });

  it('takes a thinned range by its own step', () => {
    const points = Array.from({ length: 20 }, (_, at) => point(at * 96_000));
    expect(toChartSeries(points, 'equity').rows).toHaveLength(20);
  });

  it('writes exact texts to CSV', () => {
    expect(toCsv([point(0, '0.1234567890123456')])).toBe(
      'ts,time_utc,equity,total,BTC/USDT,XAU/USD,scalp\n' +
        '0,1970-01-01T00:00:00.000Z,100001.5,0.1234567890123456,2,-0.5,0.1234567890123456\n',
    );
  });
});
