import { describe, expect, it } from 'vitest';
import type { MinuteBar } from './minute-bar.ts';
import { params } from './params.ts';
import { createTrend } from './trend.ts';

const small = params.parse({
  fast_ema: 3,
  slow_ema: 5,
  long_ema: 10,
  atr_interval: 3,
  min_trend_atr: 0.5,
});
const bar = (close: number): MinuteBar => ({ high: close + 0.5, low: close - 0.5, close });
const run = (length: number, step: number) => Array.from({ length }, (_, i) => 100 + i * step);

function directionAfter(closes: readonly number[]) {
  const trend = createTrend(small);
  for (const close of closes) trend.add(bar(close));
  return trend.direction;
}

describe('the trend', () => {
  it.each([
    ['rises with a price that rises faster than its range', run(20, 2), 1],
    ['falls with one that falls', run(20, -2), -1],
    ['is none while the long average is young', run(9, 2), 0],
    ['is none in a level market', run(20, 0), 0],
    ['is none when the averages lie closer than asked for', run(20, 0.2), 0],
    ['is over as soon as the price closes below the long average', [...run(20, 2), 90], 0],
  ] as const)('%s', (_case, closes, expected) => {
    expect(directionAfter(closes)).toBe(expected);
  });
});
