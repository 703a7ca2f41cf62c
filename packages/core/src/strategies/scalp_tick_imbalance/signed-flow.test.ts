import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createSignedFlow } from './signed-flow.ts';

it('counts an amount half after one half-life', () => {
  const flow = createSignedFlow(1_000);
  flow.add(8, 0);
  flow.add(-4, 1_000);
  expect(flow.imbalance()).toBeCloseTo(0, 12);
  expect(flow.count()).toBeCloseTo(1.5, 12);
});

it('after a long silence only the new remains', () => {
  const flow = createSignedFlow(1_000);
  flow.add(-1_000, 0);
  flow.add(1, 60_000);
  expect(flow.imbalance()).toBeCloseTo(1, 6);
});

it('n equal amounts of one side lie the root of n deviations from a fair coin', () => {
  const flow = createSignedFlow(1_000);
  for (let index = 0; index < 16; index += 1) flow.add(2, 5);
  expect(flow.sigma()).toBeCloseTo(4, 12);
});

it('is nothing while empty and after a reset', () => {
  const flow = createSignedFlow(1_000);
  expect([flow.imbalance(), flow.sigma(), flow.count()]).toEqual([0, 0, 0]);
  flow.add(3, 0);
  flow.reset();
  expect([flow.imbalance(), flow.sigma(), flow.count()]).toEqual([0, 0, 0]);
});

it('imbalance never leaves -1..1 and turns with the signs', () => {
  const amounts = fc.array(
    fc.record({
      size: fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
      isBuy: fc.boolean(),
      gapMs: fc.nat(5_000),
    }),
    { minLength: 1, maxLength: 50 },
  );
  fc.assert(
    fc.property(amounts, (list) => {
      const [flow, mirror] = [createSignedFlow(1_500), createSignedFlow(1_500)];
      let ts = 0;
      for (const { size, isBuy, gapMs } of list) {
        ts += gapMs;
        flow.add(isBuy ? size : -size, ts);
        mirror.add(isBuy ? -size : size, ts);
      }
      expect(Math.abs(flow.imbalance())).toBeLessThanOrEqual(1 + 1e-12);
      expect(mirror.sigma()).toBeCloseTo(-flow.sigma(), 9);
    }),
  );
});
