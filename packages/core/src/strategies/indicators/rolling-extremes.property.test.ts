import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createRollingExtremes } from './rolling-extremes.ts';

/** Few different values, so that equal highs and lows meet often. */
const bar = fc
  .tuple(fc.integer({ min: -6, max: 6 }), fc.integer({ min: 0, max: 4 }))
  .map(([low, range]) => ({ low, high: low + range }));

it('always names the extremes of the last bars, as counting them one by one does', () => {
  fc.assert(
    fc.property(
      fc.array(bar, { maxLength: 120 }),
      fc.integer({ min: 1, max: 25 }),
      (bars, interval) => {
        const extremes = createRollingExtremes(interval);
        for (const [index, next] of bars.entries()) {
          extremes.add(next);
          const window = bars.slice(Math.max(0, index + 1 - interval), index + 1);
          const isReady = window.length === interval;
          const highest = isReady ? Math.max(...window.map(({ high }) => high)) : NaN;
          const lowest = isReady ? Math.min(...window.map(({ low }) => low)) : NaN;
          expect(extremes.highest()).toBe(highest);
          // Turning lows over may leave a zero its sign.
          expect(extremes.lowest() + 0).toBe(lowest + 0);
        }
      },
    ),
  );
});
