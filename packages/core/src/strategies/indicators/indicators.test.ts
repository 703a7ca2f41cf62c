import { describe, expect, it } from 'vitest';
import { createEma } from './ema.ts';
import { createMacd } from './macd.ts';
import { createRsi } from './rsi.ts';

const closes = Array.from({ length: 60 }, (_, i) => 100 + Math.sin(i / 3) * 4 + i * 0.05);

/** Straight from the definition, without the library. */
function emaSeries(values: readonly number[], interval: number): number[] {
  const weight = 2 / (interval + 1);
  let average = values[0] ?? 0;
  return values.map((value) => (average = value * weight + average * (1 - weight)));
}

describe('EMA', () => {
  it('follows its definition and is stable after its interval', () => {
    const ema = createEma(10);
    const expected = emaSeries(closes, 10);
    for (const [index, close] of closes.entries()) {
      expect(ema.add(close)).toBeCloseTo(expected[index] ?? 0, 10);
      expect(ema.isStable()).toBe(index >= 9);
    }
  });
});

describe('MACD', () => {
  it('is NaN while young, then the difference of its averages and of their signal', () => {
    const macd = createMacd({ fast: 5, slow: 8, signal: 4 });
    const [fast, slow] = [emaSeries(closes, 5), emaSeries(closes, 8)];
    const lines = closes.map((_, i) => (fast[i] ?? 0) - (slow[i] ?? 0)).slice(7);
    const signal = emaSeries(lines, 4);
    for (const [index, close] of closes.entries()) {
      macd.add(close);
      const at = index - 7;
      if (at < 0) expect(macd.line()).toBeNaN();
      else {
        expect(macd.line()).toBeCloseTo(lines[at] ?? 0, 10);
        expect(macd.histogram()).toBeCloseTo((lines[at] ?? 0) - (signal[at] ?? 0), 10);
      }
    }
  });
});

describe('RSI', () => {
  it('is NaN while young and follows Wilder’s smoothing after', () => {
    const rsi = createRsi(14);
    const changes = closes.slice(1).map((close, i) => close - (closes[i] ?? 0));
    const mean = (values: readonly number[]) =>
      values.reduce((sum, v) => sum + v, 0) / values.length;
    let gain = mean(changes.slice(0, 14).map((change) => Math.max(0, change)));
    let loss = mean(changes.slice(0, 14).map((change) => Math.max(0, -change)));
    for (const [index, close] of closes.entries()) {
      const value = rsi.add(close);
      if (index < 14) expect(value).toBeNaN();
      else {
        if (index > 14) {
          const change = changes[index - 1] ?? 0;
          gain = (gain * 13 + Math.max(0, change)) / 14;
          loss = (loss * 13 + Math.max(0, -change)) / 14;
        }
        expect(value).toBeCloseTo(100 - 100 / (1 + gain / loss), 8);
      }
    }
  });

  it('of a price that never moved is 100', () => {
    const rsi = createRsi(3);
    expect([7, 7, 7, 7, 7].map((close) => rsi.add(close))).toEqual([NaN, NaN, NaN, 100, 100]);
  });
});
