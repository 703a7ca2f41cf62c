import fc from 'fast-check';
import { expect, it } from 'vitest';
import { climbHmm, fitHmm } from './fit-hmm.ts';
import { FIT_OPTIONS, walkModel } from './hmm.fixture.ts';
import type { HmmModel, Pair } from './hmm-model.ts';

const probability = fc.double({ min: 0.001, max: 0.999, noNaN: true });
const pair = probability.map((value): Pair => [value, 1 - value]);
const mean = fc.double({ min: -0.1, max: 0.1, noNaN: true });
const variance = fc.double({ min: 1e-6, max: 0.1, noNaN: true });
const model: fc.Arbitrary<HmmModel> = fc.record({
  initial: pair,
  transition: fc.tuple(pair, pair),
  mean: fc.tuple(mean, mean),
  variance: fc.tuple(variance, variance),
});
const seed = fc.integer({ min: 0, max: 1e9 });

/** Rounding of a sum of some hundred logarithms. */
const ROUNDING = 1e-8;
const FLOOR = 1e-7;

it('no iteration lowers the likelihood, from any start on any returns', () => {
  fc.assert(
    fc.property(model, model, seed, (drawn, start, seeded) => {
      const { returns } = walkModel(drawn, 200, seeded);
      const steps: number[] = [];
      const options = { ...FIT_OPTIONS, max_iterations: 60, varianceFloor: FLOOR };
      climbHmm(start, returns, { ...options, onStep: (value) => steps.push(value) });
      expect(steps.length).toBeGreaterThan(1);
      for (const [index, value] of steps.entries()) {
        const before = steps[index - 1] ?? Number.NEGATIVE_INFINITY;
        expect(value).toBeGreaterThanOrEqual(before - ROUNDING * Math.max(1, Math.abs(value)));
      }
    }),
    { numRuns: 150 },
  );
});

it('a fit of any finite returns is a proper model or a refusal, never a number that is none', () => {
  const wild = fc.oneof(
    fc.double({ min: -5, max: 5, noNaN: true }),
    fc.constantFrom(0, 0, 0, 1e-12, -1e-12, 5, -5, 1e6),
  );
  fc.assert(
    fc.property(fc.array(wild, { minLength: 60, maxLength: 160 }), (values) => {
      const fit = fitHmm(Float64Array.from(values), { ...FIT_OPTIONS, max_iterations: 80 });
      if (!fit.ok) return;
      const { initial, transition, mean: means, variance: variances } = fit.value.model;
      for (const [calm, turbulent] of [initial, ...transition]) {
        expect(calm).toBeGreaterThan(0);
        expect(turbulent).toBeGreaterThan(0);
        expect(calm + turbulent).toBeCloseTo(1, 9);
      }
      expect(means.every(Number.isFinite)).toBe(true);
      expect(variances[0]).toBeGreaterThan(0);
      expect(variances[1]).toBeGreaterThanOrEqual(variances[0]);
      expect(Number.isFinite(fit.value.logLikelihood)).toBe(true);
    }),
    { numRuns: 150 },
  );
});
