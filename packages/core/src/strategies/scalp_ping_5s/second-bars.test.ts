import { expect, it } from 'vitest';
import { createSecondBars } from './second-bars.ts';

it('knows the close and the extremes of finished seconds, the newest being one ago', () => {
  const bars = createSecondBars(5);
  const ticks: [number, number][] = [
    [100, 0],
    [105, 400],
    [102, 999],
    [103, 1_000],
    [90, 1_500],
    [104, 2_000],
  ];
  expect(ticks.map(([mid, ts]) => bars.add(mid, ts))).toEqual([
    true,
    false,
    false,
    true,
    false,
    true,
  ]);
  expect(bars.filled()).toBe(2);
  expect([bars.closeAgo(1), bars.closeAgo(2)]).toEqual([90, 102]);
  expect(bars.rangeAgo(1, 2)).toEqual({ highest: 105, lowest: 90 });
  expect(bars.rangeAgo(2, 2)).toEqual({ highest: 105, lowest: 100 });
});

it('repeats the last price through seconds without a quote', () => {
  const bars = createSecondBars(5);
  bars.add(100, 0);
  bars.add(110, 4_000);
  expect(bars.filled()).toBe(4);
  expect([1, 2, 3, 4].map((ago) => bars.closeAgo(ago))).toEqual([100, 100, 100, 100]);
});

it('starts anew after ten seconds of silence: a feed that stood still was not a quiet market', () => {
  const bars = createSecondBars(5);
  for (const second of [0, 1, 2, 3]) bars.add(100, second * 1_000);
  bars.add(110, 14_000);
  expect(bars.filled()).toBe(0);
});

it('holds no more than its capacity', () => {
  const bars = createSecondBars(3);
  for (let second = 0; second < 20; second += 1) bars.add(100 + second, second * 1_000);
  expect(bars.filled()).toBe(3);
  expect([1, 2, 3].map((ago) => bars.closeAgo(ago))).toEqual([118, 117, 116]);
});
