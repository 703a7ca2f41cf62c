import { describe, expect, it } from 'vitest';
import { createRng } from '../../kernel/rng.ts';
import { createRollingMoments } from './rolling-moments.ts';

const CAPACITY = 50;

function walk(count: number, seed: number): [number, number][] {
  const rng = createRng(seed);
  let x = 11;
  return Array.from({ length: count }, () => {
    x += rng.gaussian() * 1e-3;
    return [0.7 * x + rng.gaussian() * 1e-3, x];
  });
}

const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;
const about = (values: readonly number[]) => values.map((value) => value - mean(values));
const product = (left: readonly number[], right: readonly number[]) =>
  mean(left.map((value, i) => value * (right[i] ?? 0)));

/** From the definition, over the newest pairs alone. */
function directly(pairs: readonly [number, number][], beta: number) {
  const newest = pairs.slice(-CAPACITY);
  const [y, x] = [about(newest.map(([v]) => v)), about(newest.map(([, v]) => v))];
  const u = about(newest.map(([left, right]) => left - beta * right));
  const lagged = u.slice(1).reduce((sum, value, i) => sum + value * (u[i] ?? 0), 0) / u.length;
  return { yy: product(y, y), xx: product(x, x), xy: product(x, y), lagged };
}

describe('moments of the newest pairs', () => {
  it.each([CAPACITY, CAPACITY + 1, 2 * CAPACITY, 5_017])(
    'equal their definition after %i pairs, however often one was taken away',
    (count) => {
      const pairs = walk(count, count);
      const moments = createRollingMoments(CAPACITY);
      for (const [y, x] of pairs) moments.add(y, x);
      const expected = directly(pairs, 0.7);
      expect(moments.isFull()).toBe(true);
      expect(moments.varianceY() / expected.yy).toBeCloseTo(1, 8);
      expect(moments.varianceX() / expected.xx).toBeCloseTo(1, 8);
      expect(moments.covariance() / expected.xy).toBeCloseTo(1, 8);
      expect(moments.laggedProduct(0.7) / expected.lagged).toBeCloseTo(1, 6);
      expect(moments.meanX()).toBeCloseTo(mean(pairs.slice(-CAPACITY).map(([, x]) => x)), 10);
    },
  );

  it('begin again when cleared', () => {
    const moments = createRollingMoments(CAPACITY);
    for (const [y, x] of walk(80, 1)) moments.add(y + 5, x - 5);
    moments.clear();
    const pairs = walk(CAPACITY, 2);
    for (const [index, [y, x]] of pairs.entries()) {
      moments.add(y, x);
      expect(moments.isFull()).toBe(index === CAPACITY - 1);
    }
    expect(moments.covariance() / directly(pairs, 1).xy).toBeCloseTo(1, 8);
    expect(moments.laggedProduct(1) / directly(pairs, 1).lagged).toBeCloseTo(1, 6);
  });
});
