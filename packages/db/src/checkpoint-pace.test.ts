import { expect, test } from 'vitest';
import { CheckpointPace, LONG_LOG } from './checkpoint-pace.ts';

const LONGEST_MS = 4_000;

/** Intervals of a desk that adds so many pages in every second. */
function intervalsAt(pagesPerS: number, rounds: number, pace = new CheckpointPace(LONGEST_MS)) {
  let pages = 0;
  return Array.from({ length: rounds }, () => {
    pages += (pagesPerS * pace.intervalMs) / 1_000;
    const isLong = pages >= LONG_LOG;
    pace.see(pages, isLong);
    if (isLong) pages = 0;
    return pace.intervalMs;
  });
}

test('a quiet desk is left alone as long as is allowed', () => {
  expect(new Set(intervalsAt(5, 20))).toEqual(new Set([LONGEST_MS]));
});

test('a busy desk finds its log moved before it is more than one long log', () => {
  const intervals = intervalsAt(2_000, 20);
  for (const intervalMs of intervals)
    expect(2_000 * (intervalMs / 1_000)).toBeLessThan(2 * LONG_LOG);
  expect(intervals.at(-1)).toBeGreaterThanOrEqual(1_000);
});

test('after a burst the pace comes down step by step', () => {
  const pace = new CheckpointPace(LONGEST_MS);
  const [busyMs = 0] = intervalsAt(20_000, 1, pace);
  expect(busyMs).toBeLessThan(700);
  const quiet = intervalsAt(0, 4, pace);
  expect(quiet).toEqual([2 * busyMs, 4 * busyMs, LONGEST_MS, LONGEST_MS]);
});
