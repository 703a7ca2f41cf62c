import fc from 'fast-check';
import { expect, it } from 'vitest';
import { wickOf } from './wick.ts';

const hammer = { open: 109, high: 110, low: 100, close: 108 };

it('a hammer is nearly all lower wick and closes near its high', () => {
  expect(wickOf(hammer, 'low')).toEqual({
    end: 'low',
    wickShare: 0.8,
    bodyShare: 0.1,
    closeShare: 0.8,
    length: 8,
    range: 10,
  });
});

it('from above, the same bar has hardly a wick', () => {
  expect(wickOf(hammer, 'high')).toMatchObject({ wickShare: 0.1, closeShare: 0.2, length: 1 });
});

it('a bar without a range has no wick', () => {
  expect(wickOf({ open: 5, high: 5, low: 5, close: 5 }, 'low')).toBeUndefined();
});

it('both wicks and the body are the whole bar, and a mirrored bar shows the mirrored wick', () => {
  const price = fc.integer({ min: 1, max: 1_000 });
  fc.assert(
    fc.property(price, price, price, price, (a, b, c, d) => {
      const [low = 0, , , high = 0] = [a, b, c, d].sort((left, right) => left - right);
      const bar = { open: a, high, low, close: b };
      const [lower, upper] = [wickOf(bar, 'low'), wickOf(bar, 'high')];
      if (lower === undefined || upper === undefined) {
        expect(high).toBe(low);
        return;
      }
      expect(lower.wickShare + lower.bodyShare + upper.wickShare).toBeCloseTo(1, 12);
      expect(lower.closeShare + upper.closeShare).toBeCloseTo(1, 12);
      const mirrored = { open: 2_000 - a, high: 2_000 - low, low: 2_000 - high, close: 2_000 - b };
      expect(wickOf(mirrored, 'high')).toEqual({ ...lower, end: 'high' });
    }),
  );
});
