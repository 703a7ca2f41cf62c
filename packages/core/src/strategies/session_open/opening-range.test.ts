import { describe, expect, it } from 'vitest';
import { createOpeningRange } from './opening-range.ts';

const MINUTE = 60_000;
const OPEN = 1_000 * MINUTE;
const clock = { openBefore: (ts: number) => (ts >= OPEN ? OPEN : 0) };

/** Bars of `length` minutes from `from` (minutes after the open), as high and low. */
function rangeOf(from: number, length: number, bars: readonly (readonly [number, number])[]) {
  const range = createOpeningRange(clock, 10 * MINUTE);
  for (const [index, [high, low]] of bars.entries()) {
    const tsOpen = OPEN + (from + index * length) * MINUTE;
    range.add({ tsOpen, tsEnd: tsOpen + length * MINUTE, high, low, close: low });
  }
  return range;
}

const flat = (count: number, high = 101, low = 100) =>
  Array<readonly [number, number]>(count).fill([high, low]);

describe('the opening range', () => {
  it('is the highest and lowest price of its minutes, and stays so', () => {
    const range = rangeOf(0, 1, [...flat(4), [103, 100], ...flat(4), [101, 98], [120, 80]]);
    expect(range).toMatchObject({ high: 103, low: 98, close: 98, isReady: true });
    expect(range.tsEnd).toBe(OPEN + 10 * MINUTE);
  });

  it('leaves out what came before the session', () => {
    expect(rangeOf(-2, 1, [...flat(2, 150, 50), ...flat(10)])).toMatchObject({
      high: 101,
      low: 100,
    });
  });

  it.each([
    ['ready with its last bar', 0, 1, 10, true],
    ['not before', 0, 1, 9, false],
    ['ready from bars of five minutes', 0, 5, 2, true],
    ['ready when a fifth is missing', 2, 1, 9, true],
    ['never ready when more is missing', 3, 1, 20, false],
    ['never ready from bars longer than itself', 0, 60, 3, false],
  ])('is %s', (_case, from, length, count, isReady) => {
    expect(rangeOf(from, length, flat(count)).isReady).toBe(isReady);
  });

  it('begins anew with the next session', () => {
    const range = createOpeningRange({ openBefore: (ts) => ts - (ts % OPEN) }, 2 * MINUTE);
    const add = (tsOpen: number, high: number) => {
      range.add({ tsOpen, tsEnd: tsOpen + MINUTE, high, low: 90, close: 95 });
    };
    for (const minute of [0, 1, 2]) add(OPEN + minute * MINUTE, 110);
    expect(range).toMatchObject({ high: 110, isReady: true });
    add(2 * OPEN, 100);
    expect(range).toMatchObject({ high: 100, isReady: false });
  });
});
