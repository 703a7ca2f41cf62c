import { describe, expect, it } from 'vitest';
import { expectedBestSharpe, probabilisticSharpe } from './deflated-sharpe.ts';
import { normalCdf, normalQuantile } from './normal-distribution.ts';
import { sampleMoments } from './sample-moments.ts';

describe('the normal distribution', () => {
  it('agrees with printed tables', () => {
    expect(normalCdf(0)).toBe(0.5);
    expect(normalCdf(1.959963984540054)).toBeCloseTo(0.975, 14);
    expect(normalCdf(-3)).toBeCloseTo(0.0013498980316300946, 14);
    expect(normalQuantile(0.99)).toBeCloseTo(2.3263478740408408, 12);
    expect(normalQuantile(1e-5)).toBeCloseTo(-4.264890793922825, 9);
    expect([normalQuantile(0), normalQuantile(1)]).toEqual([-Infinity, Infinity]);
  });
});

describe('the deflated Sharpe ratio', () => {
  // The numerical example of Bailey and Lopez de Prado (2014): 5 years of 250 days, annual Sharpe 2.5, the Sharpe
  // ratios of the trials with an annual variance of 1/2, skewness -3, kurtosis 10.
  const published = {
    sharpe: 2.5 / Math.sqrt(250),
    observations: 1_250,
    skewness: -3,
    kurtosis: 10,
  };
  const deflated = (trials: number, sample = published) =>
    probabilisticSharpe(sample, expectedBestSharpe(trials, 1 / 2 / 250));

  it('is 0.9004 for the published example of 100 trials', () => {
    expect(expectedBestSharpe(100, 1 / 2 / 250)).toBeCloseTo(0.1132, 4);
    expect(deflated(100)).toBeCloseTo(0.9004, 4);
  });

  it('is 0.9505 for the published 46 trials, and for 88 were the returns normal', () => {
    expect(deflated(46)).toBeCloseTo(0.9505, 4);
    expect(deflated(88, { ...published, skewness: 0, kurtosis: 3 })).toBeCloseTo(0.9505, 4);
  });

  it('expects nothing of a single try, and more of many', () => {
    expect(expectedBestSharpe(1, 0.5)).toBe(0);
    expect(expectedBestSharpe(1_000, 0.5)).toBeGreaterThan(expectedBestSharpe(10, 0.5));
  });

  it('has no value for one observation or a shape the estimate cannot take', () => {
    expect(probabilisticSharpe({ ...published, observations: 1 }, 0)).toBeNull();
    expect(probabilisticSharpe({ ...published, sharpe: 1, skewness: 9 }, 0)).toBeNull();
  });
});

describe('the moments of a sample', () => {
  it('are those computed by hand', () => {
    // 1, 2, 3, 6: mean 3, squares 4 + 1 + 0 + 9 = 14, cubes -8 - 1 + 27 = 18, fourth powers 16 + 1 + 81 = 98.
    const moments = sampleMoments([1, 2, 3, 6]);
    expect(moments?.mean).toBe(3);
    expect(moments?.deviation).toBeCloseTo(Math.sqrt(14 / 3), 12);
    expect(moments?.skewness).toBeCloseTo(4.5 / 3.5 ** 1.5, 12);
    expect(moments?.kurtosis).toBeCloseTo(24.5 / 3.5 ** 2, 12);
  });

  it('do not exist for one value or for values without spread', () => {
    expect(sampleMoments([1])).toBeUndefined();
    expect(sampleMoments([2, 2, 2])).toBeUndefined();
  });
});
