import fc from 'fast-check';
import { expect, it } from 'vitest';
import { chanceOfTarget } from './probability.ts';

it('without evidence or spread it is the chance of a driftless price: stop over stop plus target', () => {
  expect(chanceOfTarget({ stop_bps: 10, target_bps: 30, spreadBps: 0 }, 0)).toBeCloseTo(0.25, 12);
});

it('the spread is ground to make up', () => {
  expect(chanceOfTarget({ stop_bps: 10, target_bps: 10, spreadBps: 2 }, 0)).toBeCloseTo(0.4, 12);
});

it('evidence of 0.4 moves an even bet to 0.60', () => {
  expect(chanceOfTarget({ stop_bps: 10, target_bps: 10, spreadBps: 0 }, 0.4)).toBeCloseTo(
    0.5987,
    4,
  );
});

it('more evidence never states less, and nothing is ever certain', () => {
  const bps = fc.double({ min: 1, max: 400, noNaN: true });
  const evidence = fc.double({ min: -20, max: 20, noNaN: true });
  fc.assert(
    fc.property(bps, bps, bps, evidence, (stop_bps, target_bps, spreadBps, weight) => {
      const distance = { stop_bps, target_bps, spreadBps };
      const stated = chanceOfTarget(distance, weight);
      expect(stated).toBeGreaterThanOrEqual(0.02);
      expect(stated).toBeLessThanOrEqual(0.98);
      expect(chanceOfTarget(distance, weight + 1)).toBeGreaterThanOrEqual(stated);
    }),
  );
});
