import { describe, expect, it } from 'vitest';
import type { ChartMarker } from '@quarterdeck/core/contract/market-chart.schema';
import { breakAtGaps, candleAt, followPrice, gapSlots, markersByCandle } from './plot-data.ts';

const MINUTE = 60_000;
const candle = (minute: number, close = 10) => ({
  tsOpen: minute * MINUTE,
  open: 10,
  high: 11,
  low: 9,
  close,
  volume: 1,
});
const marker = (ts: number, kind: ChartMarker['kind'] = 'entry'): ChartMarker => ({
  ts,
  price: 10,
  kind,
  side: 'buy',
  strategyId: 'session_open',
  positionId: 'p',
  text: 'why',
  net: null,
});

describe('gaps', () => {
  const candles = [candle(0), candle(1), candle(5)];

  it('take the places of the bars that are missing, and only theirs', () => {
    const gap = { tsFrom: 2 * MINUTE, tsTo: 5 * MINUTE };
    expect(gapSlots([gap], candles, MINUTE)).toEqual([2, 3, 4].map((at) => at * MINUTE));
    expect(gapSlots([{ tsFrom: 0, tsTo: 2 * MINUTE }], candles, MINUTE)).toEqual([]);
  });

  it('are drawn no wider than can be scrolled past', () => {
    const gap = { tsFrom: 2 * MINUTE, tsTo: 5_000 * MINUTE };
    expect(gapSlots([gap], [candle(0), candle(5_000)], MINUTE)).toHaveLength(24);
  });
});

describe('lines of indicators', () => {
  const line = (...minutes: readonly number[]) =>
    minutes.map((at) => ({ ts: at * MINUTE, value: at }));
  const endsOf = (...gaps: readonly (readonly [number, number])[]) =>
    breakAtGaps(
      line(0, 1, 5, 6, 9),
      gaps.map(([from, to]) => ({ tsFrom: from * MINUTE, tsTo: to * MINUTE })),
    ).flatMap(({ ts, isEnd }) => (isEnd ? [ts / MINUTE] : []));

  it('stop before a hole and begin again behind it', () => {
    expect(endsOf([2, 5])).toEqual([1]);
    expect(endsOf([2, 5], [7, 9])).toEqual([1, 6]);
  });

  it('go on over hours in which the market was closed, and past holes they never reached', () => {
    expect(endsOf()).toEqual([]);
    expect(endsOf([-5, -1], [10, 12])).toEqual([]);
  });
});

describe('markers', () => {
  const candles = [candle(1), candle(2), candle(3)];

  it('belong to the candle they fall into', () => {
    const markers = [marker(MINUTE), marker(2 * MINUTE + 1), marker(2 * MINUTE + 59_999, 'exit')];
    const found = markersByCandle(markers, candles);
    expect([...found].map(([ts, own]) => [ts / MINUTE, own.length])).toEqual([
      [1, 1],
      [2, 2],
    ]);
  });

  it('before the first candle are left out', () => {
    expect(markersByCandle([marker(5)], candles).size).toBe(0);
    expect(candleAt(candles, 5)).toBe(-1);
    expect(candleAt(candles, 99 * MINUTE)).toBe(2);
  });
});

describe('the live price', () => {
  it('carries the newest candle on', () => {
    const next = followPrice(candle(3), { price: 12, ts: 3 * MINUTE + 20_000 }, MINUTE);
    expect(next).toEqual({ ...candle(3), high: 12, close: 12 });
  });

  it('begins a new candle with the next period', () => {
    const next = followPrice(candle(3), { price: 12, ts: 4 * MINUTE }, MINUTE);
    expect(next).toMatchObject({ tsOpen: 4 * MINUTE, open: 12, high: 12, low: 12, close: 12 });
  });

  it('of an older period changes nothing', () => {
    expect(followPrice(candle(3), { price: 12, ts: 3 * MINUTE - 1 }, MINUTE)).toBeUndefined();
  });
});
