import { expect, it } from 'vitest';
import { mergeReturns, toReturns } from './run-series.ts';

const curve = (name: string, points: readonly (readonly [number, string])[]) => ({
  name,
  equity: points.map(([ts, equity]) => ({ ts, equity, drawdownPct: 0 })),
});

it('measures a curve by its own first point', () => {
  const [first, second] = toReturns(
    curve('a', [
      [1, '200'],
      [2, '190'],
    ]).equity,
  );
  expect(first?.pct).toBe(0);
  expect(second?.pct).toBeCloseTo(-5, 9);
});

it('puts curves of different moments on one time axis, none beyond its own ends', () => {
  const rows = mergeReturns([
    curve('a', [
      [1, '100'],
      [5, '110'],
    ]),
    curve('b', [
      [3, '50'],
      [4, '75'],
      [9, '100'],
    ]),
  ]);
  expect(rows.map((row) => [row.ts, row['a'] === undefined, row['b']])).toEqual([
    [1, false, undefined],
    [3, false, 0],
    [4, false, 50],
    [5, false, 50],
    [9, true, 100],
  ]);
});

it('has nothing to draw without points', () => {
  expect(mergeReturns([curve('a', [])])).toEqual([]);
});
