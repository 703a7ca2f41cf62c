import { describe, expect, it } from 'vitest';
import type { OpeningRange } from './opening-range.ts';
import { params } from './params.ts';
import { findRangeBreak } from './range-break.ts';

const MINUTE = 60_000;
const END = 30 * MINUTE;
const limits = params.parse({ buffer_share: 0.1, break_minutes: 60, min_range_bps: 5 });

/** Between 100 and 101, left at 100.75. */
const range: OpeningRange = {
  tsEnd: END,
  high: 101,
  low: 100,
  close: 100.75,
  isReady: true,
  add: () => undefined,
};

const barOf = (close: number, minute = 30, length = 1) => ({
  tsOpen: minute * MINUTE,
  tsEnd: (minute + length) * MINUTE,
  high: close,
  low: close,
  close,
});

describe('a close outside the range', () => {
  it('is a break with all that is known of it', () => {
    expect(findRangeBreak(range, barOf(101.5, 44), limits)).toEqual({
      direction: 1,
      edge: 101,
      farEdge: 100,
      lean: 0.5,
      reach: 0.5,
      lateness: 0.25,
    });
  });

  it('downwards leans the other way', () => {
    expect(findRangeBreak(range, barOf(99.5, 44), limits)).toMatchObject({
      direction: -1,
      edge: 100,
      farEdge: 101,
      lean: -0.5,
      reach: 0.5,
    });
  });

  it.each([
    ['inside', range, barOf(100.9)],
    ['inside the buffer', range, barOf(101.1)],
    ['before the range is ready', { ...range, isReady: false }, barOf(102)],
    ['of a bar that began inside the range', range, barOf(102, 29, 5)],
    ['after the time for it', range, barOf(102, 90)],
    ['of a range too narrow', { ...range, low: 100.96 }, barOf(102)],
    ['of a range too wide', { ...range, low: 99 }, barOf(102)],
  ])('%s is none', (_case, of, bar) => {
    expect(findRangeBreak(of, bar, limits)).toBeUndefined();
  });

  it('in the last minute of its time still counts', () => {
    expect(findRangeBreak(range, barOf(102, 89), limits)?.lateness).toBe(1);
  });
});
