import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { betaBelow, betaQuantile } from './beta-quantile.ts';

const CHANCES = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99];
const arms = fc.record({
  alpha: fc.double({ min: 0.5, max: 500, noNaN: true }),
  beta: fc.double({ min: 0.5, max: 500, noNaN: true }),
});

describe('quantile of a beta distribution', () => {
  it.each([
    ['uniform', { alpha: 1, beta: 1 }, (p: number) => p],
    ['Beta(2, 1): the root', { alpha: 2, beta: 1 }, (p: number) => Math.sqrt(p)],
    ['Beta(1, 2): its mirror', { alpha: 1, beta: 2 }, (p: number) => 1 - Math.sqrt(1 - p)],
    ['Beta(5, 1): the fifth root', { alpha: 5, beta: 1 }, (p: number) => p ** 0.2],
    [
      'Beta(1/2, 1/2): the arcsine',
      { alpha: 0.5, beta: 0.5 },
      (p: number) => Math.sin((Math.PI * p) / 2) ** 2,
    ],
  ])('is known in closed form for %s', (_name, arm, quantile) => {
    for (const p of CHANCES) expect(betaQuantile(p, arm)).toBeCloseTo(quantile(p), 10);
  });

  it('agrees with counting coins: Beta(k, n - k + 1) is the chance of at least k heads in n throws', () => {
    // 21 + 7 + 1 of 128 throws of seven coins show five heads or more.
    expect(betaBelow(0.5, { alpha: 5, beta: 3 })).toBeCloseTo(29 / 128, 12);
    // 1 - 0.9^10: at least one in ten.
    expect(betaBelow(0.1, { alpha: 1, beta: 10 })).toBeCloseTo(1 - 0.9 ** 10, 12);
    expect(betaQuantile(29 / 128, { alpha: 5, beta: 3 })).toBeCloseTo(0.5, 10);
  });

  it('has its end at the ends', () => {
    const arm = { alpha: 3, beta: 4 };
    expect([betaBelow(0, arm), betaBelow(-1, arm), betaBelow(1, arm), betaBelow(2, arm)]).toEqual([
      0, 0, 1, 1,
    ]);
  });

  it('is the inverse of the distribution, rises with the chance and is mirrored when the arms change places', () => {
    fc.assert(
      fc.property(arms, fc.double({ min: 0.01, max: 0.98, noNaN: true }), ({ alpha, beta }, p) => {
        const at = betaQuantile(p, { alpha, beta });
        expect(at).toBeGreaterThanOrEqual(0);
        expect(at).toBeLessThanOrEqual(1);
        expect(betaBelow(at, { alpha, beta })).toBeCloseTo(p, 6);
        expect(betaQuantile(p + 0.01, { alpha, beta })).toBeGreaterThanOrEqual(at);
        expect(betaQuantile(1 - p, { alpha: beta, beta: alpha })).toBeCloseTo(1 - at, 6);
      }),
      { seed: 20_261_121, numRuns: 300 },
    );
  });

  it('closes in on the mean as evidence grows', () => {
    const widthOf = (trades: number): number => {
      const arm = { alpha: 1 + trades * 0.6, beta: 1 + trades * 0.4 };
      return betaQuantile(0.95, arm) - betaQuantile(0.05, arm);
    };
    const widths = [0, 10, 100, 1_000].map(widthOf);
    expect(widths).toEqual([...widths].sort((one, two) => two - one));
    expect(widths.at(-1)).toBeLessThan(0.06);
  });
});
