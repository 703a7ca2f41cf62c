import { expect, it } from 'vitest';
import type { Candle } from '../../model/candle.ts';
import { barAt } from '../view.fixture.ts';
import { params } from './params.ts';
import { createReadings } from './reading.ts';

const MINUTE = 60_000;
const small = params.parse({
  ema_bars: 3,
  rsi_bars: 2,
  atr_bars: 3,
  breakout_bars: 3,
  range_bars: 5,
});
const minutes = (from: number, count: number, close = (i: number) => 100 + i * 0.1): Candle[] =>
  Array.from({ length: count }, (_, i) => barAt(close(i), (from + i) * MINUTE, MINUTE));
const still = (from: number, count: number): Candle[] =>
  minutes(from, count, () => 100.3).map((bar) => ({ ...bar, high: bar.close, low: bar.close }));

it('can be judged once the longest indicator has seen enough bars', () => {
  const readings = createReadings(small);
  expect(minutes(0, 8).map((bar) => readings.add(bar))).toEqual([
    ...Array.from({ length: 5 }, () => false),
    true,
    true,
    true,
  ]);
  expect(readings.reading.close).toBeCloseTo(100.7, 8);
  expect(readings.reading.highestBefore).toBeCloseTo(100.65, 8);
  expect(readings.reading.rangeHigh).toBeCloseTo(100.75, 8);
});

it('follows the shortest bars and leaves longer ones of the same time alone', () => {
  const readings = createReadings(small);
  for (const bar of minutes(0, 10)) readings.add(bar);
  expect(readings.add(barAt(200, 5 * MINUTE, 5 * MINUTE))).toBe(false);
  expect(readings.reading.close).toBeCloseTo(100.9, 8);
});

it('starts anew with the longer bars once the shorter ones have stopped', () => {
  const readings = createReadings(small);
  for (const bar of minutes(0, 10)) readings.add(bar);
  const longer = Array.from({ length: 8 }, (_, i) =>
    barAt(100 + i, (10 + i * 5) * MINUTE, 5 * MINUTE),
  );
  expect(longer.map((bar) => readings.add(bar)).filter(Boolean)).toHaveLength(3);
});

it('does not vote on a bar without movement, and learns anew after half an hour of them', () => {
  const readings = createReadings(small);
  for (const bar of minutes(0, 10)) readings.add(bar);
  expect(still(10, 5).map((bar) => readings.add(bar))).toEqual([true, false, false, false, false]);
  expect(readings.add(barAt(101, 15 * MINUTE, MINUTE))).toBe(true);
  for (const bar of still(16, 31)) readings.add(bar);
  expect(readings.add(barAt(101, 47 * MINUTE, MINUTE))).toBe(false);
  expect(
    minutes(48, 5)
      .map((bar) => readings.add(bar))
      .at(-1),
  ).toBe(true);
});
