import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RollingWindow } from './rolling-window.ts';

function exactly(values: readonly number[]): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(variance) };
}

describe('a rolling window', () => {
  it('is as exact after giants as before them', () => {
    const value = fc.oneof(
      fc.double({ min: -1, max: 1, noNaN: true }),
      fc.constantFrom(1e12, -1e9, 1e15),
    );
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.array(value, { maxLength: 300 }),
        (capacity, before) => {
          const window = new RollingWindow(capacity);
          const after = Array.from({ length: capacity }, (_, index) => Math.sin(index + 1) / 100);
          for (const each of [...before, ...after]) window.push(each);
          const { mean, deviation } = exactly(after);
          expect(window.mean).toBeCloseTo(mean, 9);
          expect(window.deviation).toBeCloseTo(deviation, 6);
        },
      ),
    );
  });

  it('does not drift over a million values', () => {
    const window = new RollingWindow(50);
    const newest: number[] = [];
    for (let index = 0; index < 1_000_000; index += 1) {
      const value = Math.sin(index) * (index % 1_000 === 0 ? 1e6 : 1e-3);
      window.push(value);
      if (index >= 999_950) newest.push(value);
    }
    const { mean, deviation } = exactly(newest);
    expect(window.mean).toBeCloseTo(mean, 12);
    expect(window.deviation).toBeCloseTo(deviation, 9);
  });

  it('keeps the newest values of a state from a longer window', () => {
    const long = new RollingWindow(10);
    for (let value = 1; value <= 10; value += 1) long.push(value);
    const short = new RollingWindow(4, long.state());
    expect([short.size, short.mean]).toEqual([4, 8.5]);
  });
});
