import { describe, expect, it } from 'vitest';
import { ensureInvariant } from '../../kernel/ensure.ts';
import { fitHmm } from './fit-hmm.ts';
import { FIT_OPTIONS, KNOWN, walkModel } from './hmm.fixture.ts';

const fitted = (returns: Float64Array) => {
  const fit = fitHmm(returns, FIT_OPTIONS);
  ensureInvariant(fit.ok, 'these returns can be fitted');
  return fit.value;
};

describe('a fit of returns drawn from a known model', () => {
  // 4,000 days: about 2,860 calm and 1,140 turbulent ones, some 57 changes each way.
  const fit = fitted(walkModel(KNOWN, 4_000, 7).returns);

  it('finds the volatility of both states within 5 %', () => {
    const ratio = fit.model.variance.map((value, state) =>
      Math.sqrt(value / (KNOWN.variance[state] ?? 0)),
    );
    for (const each of ratio) expect(Math.abs(each - 1)).toBeLessThan(0.05);
  });

  it('finds the means within four standard errors', () => {
    expect(Math.abs(fit.model.mean[0] - KNOWN.mean[0])).toBeLessThan((4 * 0.01) / Math.sqrt(2_860));
    expect(Math.abs(fit.model.mean[1] - KNOWN.mean[1])).toBeLessThan((4 * 0.04) / Math.sqrt(1_140));
  });

  it('finds the probabilities of a change within 0.02, and half of them', () => {
    const [calm, turbulent] = fit.model.transition;
    expect(Math.abs(calm[1] - 0.02)).toBeLessThan(0.01);
    expect(Math.abs(turbulent[0] - 0.05)).toBeLessThan(0.02);
  });

  it('says that it has converged, and how much of the time each state holds', () => {
    expect(fit.hasConverged).toBe(true);
    expect(fit.occupancy[0] + fit.occupancy[1]).toBeCloseTo(1, 9);
    expect(fit.occupancy[0]).toBeGreaterThan(fit.occupancy[1]);
    expect(fit.returns).toBe(4_000);
  });
});

it('names the state of lower variance calm, whatever order the days come in', () => {
  const { returns } = walkModel(KNOWN, 1_500, 21);
  const forth = fitted(returns);
  const back = fitted(returns.toReversed());
  for (const { model } of [forth, back]) expect(model.variance[0]).toBeLessThan(model.variance[1]);
  expect(Math.sqrt(back.model.variance[0])).toBeCloseTo(Math.sqrt(forth.model.variance[0]), 4);
});

it('gives the same fit, bit by bit, for the same returns', () => {
  const { returns } = walkModel(KNOWN, 500, 3);
  expect(fitted(Float64Array.from(returns))).toEqual(fitted(returns));
});

it('does not let one wild day become a regime', () => {
  const returns = walkModel({ ...KNOWN, variance: [0.01 ** 2, 0.01 ** 2] }, 400, 5).returns;
  returns[200] = 3;
  expect(fitHmm(returns, FIT_OPTIONS)).toMatchObject({
    ok: false,
    code: 'HMM_ONE_STATE',
    numbers: { starts: 5, least: 0.02 },
  });
});

describe('what cannot be fitted is refused with its numbers', () => {
  const noise = walkModel(KNOWN, 100, 1).returns;

  it('too few returns', () => {
    expect(fitHmm(noise.slice(0, 59), FIT_OPTIONS)).toMatchObject({
      code: 'RETURNS_TOO_FEW',
      numbers: { returns: 59, least: 60 },
    });
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('a return of %s', (value) => {
    const returns = Float64Array.from(noise);
    returns[17] = value;
    expect(fitHmm(returns, FIT_OPTIONS)).toMatchObject({
      code: 'RETURNS_MALFORMED',
      numbers: { day: 17 },
    });
  });

  it('a price that never moves', () => {
    expect(fitHmm(new Float64Array(100), FIT_OPTIONS)).toMatchObject({ code: 'RETURNS_CONSTANT' });
  });
});
