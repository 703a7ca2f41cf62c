import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { fitIsotonic, type WeightedPoint } from './fit-isotonic.ts';

const anyPoints = fc.array(
  fc.record({
    x: fc.integer({ min: 0, max: 12 }).map((n) => n / 12),
    y: fc.double({ min: 0, max: 1, noNaN: true }),
    weight: fc.double({ min: 0.1, max: 5, noNaN: true }),
  }),
  { minLength: 1, maxLength: 12 },
);
const valueAt = (points: readonly WeightedPoint[], x: number) =>
  fitIsotonic(points).find((step) => x >= step.from && x <= step.to)?.value ?? Number.NaN;

/** The fit at x is the largest, over all starts, of the smallest mean, over all ends, around x (Barlow et al.). */
function minMaxAt(points: readonly WeightedPoint[], x: number): number {
  const xs = [...new Set(points.map((point) => point.x))];
  const meanOf = (from: number, to: number) => {
    const inside = points.filter((point) => point.x >= from && point.x <= to);
    const weight = inside.reduce((sum, point) => sum + point.weight, 0);
    return inside.reduce((sum, point) => sum + point.y * point.weight, 0) / weight;
  };
  const starts = xs.filter((from) => from <= x);
  const ends = xs.filter((to) => to >= x);
  return Math.max(...starts.map((from) => Math.min(...ends.map((to) => meanOf(from, to)))));
}

describe('isotonic regression', () => {
  it('pools what falls and keeps what rises', () => {
    const points = [1, 3, 2, 4, 3.5, 3.5, 5].map((y, x) => ({ x, y, weight: 1 }));
    expect(fitIsotonic(points).map(({ from, to, value }) => [from, to, value])).toEqual([
      [0, 0, 1],
      [1, 2, 2.5],
      [3, 5, 11 / 3],
      [6, 6, 5],
    ]);
  });

  it('agrees with the min-max formula, for any weights and ties', () => {
    fc.assert(
      fc.property(anyPoints, (points) => {
        for (const { x } of points) expect(valueAt(points, x)).toBeCloseTo(minMaxAt(points, x), 9);
      }),
    );
  });

  it('rises strictly from step to step, and keeps the mean', () => {
    fc.assert(
      fc.property(anyPoints, (points) => {
        const steps = fitIsotonic(points);
        for (const [index, step] of steps.entries()) {
          const next = steps[index + 1];
          if (next === undefined) continue;
          expect(next.value).toBeGreaterThan(step.value);
          expect(next.from).toBeGreaterThan(step.to);
        }
        const massOf = (items: readonly { weight: number; at: number }[]) =>
          items.reduce((sum, { weight, at }) => sum + weight * at, 0);
        expect(massOf(steps.map(({ weight, value }) => ({ weight, at: value })))).toBeCloseTo(
          massOf(points.map(({ weight, y }) => ({ weight, at: y }))),
          9,
        );
      }),
    );
  });

  it('has nothing to say about nothing', () => {
    expect(fitIsotonic([])).toEqual([]);
  });
});
