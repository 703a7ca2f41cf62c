import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createEfficiency } from './efficiency.ts';

it.each([
  ['a straight way', [1, 2, 3, 4, 5], 1],
  ['a straight way down', [5, 4, 3, 2, 1], 1],
  ['there and back', [1, 2, 3, 2, 1], 0],
  ['no movement', [3, 3, 3, 3, 3], 0],
  ['two forward, one back', [1, 3, 2, 4, 3], 2 / 6],
])('of %s', (_case, closes, expected) => {
  const efficiency = createEfficiency(4);
  const said = closes.map((close) => efficiency.add(close));
  expect(said.slice(0, 4)).toEqual([NaN, NaN, NaN, NaN]);
  expect(said[4]).toBeCloseTo(expected, 12);
});

it('is way made over way walked at every bar, however long it runs', () => {
  const close = fc.integer({ min: 1, max: 40 }).map((value) => value / 8);
  fc.assert(
    fc.property(fc.array(close, { maxLength: 80 }), fc.integer({ min: 2, max: 9 }), (closes, n) => {
      const efficiency = createEfficiency(n);
      for (const [index, next] of closes.entries()) {
        const said = efficiency.add(next);
        if (index < n) {
          expect(said).toBeNaN();
          continue;
        }
        const window = closes.slice(index - n, index + 1);
        const made = Math.abs(next - (window[0] ?? 0));
        let walked = 0;
        for (let at = 1; at <= n; at += 1)
          walked += Math.abs((window[at] ?? 0) - (window[at - 1] ?? 0));
        expect(said).toBeCloseTo(walked === 0 ? 0 : made / walked, 9);
      }
    }),
  );
});
