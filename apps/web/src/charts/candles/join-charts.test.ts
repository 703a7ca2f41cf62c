import { expect, it } from 'vitest';
import type { MarketChart } from '@quarterdeck/core/contract/market-chart.schema';
import { carryOn, joinCharts } from './join-charts.ts';

const MINUTE = 60_000;
const chart = (minutes: readonly number[], close: number): MarketChart => ({
  symbol: 'BTC/USDT',
  timeframeMs: MINUTE,
  timeframesMs: [MINUTE],
  isHistory: false,
  candles: minutes.map((at) => ({
    tsOpen: at * MINUTE,
    open: 10,
    high: 12,
    low: 9,
    close,
    volume: 1,
  })),
  markers: [],
  levels: [],
  gaps: [],
  indicators: [
    {
      name: 'Average',
      panel: 'price',
      points: minutes.map((at) => ({ ts: at * MINUTE, value: close })),
    },
  ],
});

it('puts two stretches after one another, each bar once, the newer one being right', () => {
  const joined = joinCharts(chart([1, 2, 3], 10), chart([3, 4], 11));
  expect(joined.candles.map(({ tsOpen, close }) => [tsOpen / MINUTE, close])).toEqual([
    [1, 10],
    [2, 10],
    [3, 11],
    [4, 11],
  ]);
  expect(joined.indicators).toHaveLength(1);
  expect(joined.indicators[0]?.points.map(({ value }) => value)).toEqual([10, 10, 11, 11]);
});

it('knows a gap and a marker that both have for one', () => {
  const gap = { tsFrom: MINUTE, tsTo: 2 * MINUTE };
  const marker = {
    ts: MINUTE,
    price: 10,
    kind: 'entry',
    side: 'buy',
    strategyId: 's',
    positionId: 'p',
    text: '',
    net: null,
  } as const;
  const one = { ...chart([0, 2], 10), gaps: [gap], markers: [marker] };
  const joined = joinCharts(one, one);
  expect([joined.gaps, joined.markers]).toEqual([[gap], [marker]]);
});

it('takes what is open from the newer stretch alone', () => {
  const level = { positionId: 'p', strategyId: 's', kind: 'stop', price: 9 } as const;
  expect(joinCharts({ ...chart([1], 10), levels: [level] }, chart([2], 10)).levels).toEqual([]);
});

it('does not grow without end', () => {
  const many = Array.from({ length: 7_000 }, (_, at) => at);
  expect(joinCharts(chart(many, 10), chart([7_000], 10)).candles).toHaveLength(6_000);
});

it('keeps what the engine has let go of, but not across a hole, nor of another market', () => {
  const seen = chart([1, 2, 3], 10);
  const startsOf = (next: MarketChart) =>
    carryOn(seen, next).candles.map(({ tsOpen }) => tsOpen / MINUTE);
  expect(startsOf(chart([3, 4], 11))).toEqual([1, 2, 3, 4]);
  expect(startsOf(chart([4, 5], 11))).toEqual([1, 2, 3, 4, 5]);
  expect(startsOf(chart([6, 7], 11))).toEqual([6, 7]);
  expect(startsOf({ ...chart([4], 11), symbol: 'ETH/USDT' })).toEqual([4]);
  expect(startsOf({ ...chart([4], 11), isHistory: true })).toEqual([4]);
});

it('shades a gap no longer once the newer stretch has its bars', () => {
  const gap = { tsFrom: 3 * MINUTE, tsTo: 4 * MINUTE };
  const before = { ...chart([1, 2, 4], 10), gaps: [gap] };
  expect(joinCharts(before, chart([2, 3, 4], 10)).gaps).toEqual([]);
  expect(joinCharts(before, chart([4, 5], 10)).gaps).toEqual([gap]);
});

it('lets markers and lines go with the bars they stood on', () => {
  const many = Array.from({ length: 6_000 }, (_, at) => at + 1);
  const joined = joinCharts(chart(many, 10), chart([6_001, 6_002], 10));
  expect(joined.candles[0]?.tsOpen).toBe(3 * MINUTE);
  expect(joined.indicators[0]?.points[0]?.ts).toBe(3 * MINUTE);
});
