import { describe, expect, it } from 'vitest';
import { mean, sampleVariance } from 'simple-statistics';
import { createRng } from '../../../kernel/rng.ts';
import { drawBeta, drawGamma } from './draw-beta.ts';

const N = 20_000;
const drawMany = (draw: () => number): number[] => Array.from({ length: N }, draw);

/** P(Beta(a, b) <= x) for whole a and b: that a of a + b - 1 uniforms lie below x. */
function betaCdfWhole(a: number, b: number, x: number): number {
  const n = a + b - 1;
  let sum = 0;
  for (let j = a; j <= n; j += 1) {
    let choose = 1;
    for (let k = 0; k < j; k += 1) choose = (choose * (n - k)) / (k + 1);
    sum += choose * x ** j * (1 - x) ** (n - j);
  }
  return sum;
}

/** Largest gap between the sample's distribution and the true one. */
function kolmogorovGap(samples: readonly number[], cdf: (x: number) => number): number {
  const sorted = [...samples].sort((left, right) => left - right);
  return sorted.reduce((gap, x, index) => {
    const at = cdf(x);
    return Math.max(gap, at - index / N, (index + 1) / N - at);
  }, 0);
}

/** Kolmogorov's limit: a true sampler exceeds it once in a thousand seeds. */
const CRITICAL = 1.95 / Math.sqrt(N);

describe('drawing from a beta distribution', () => {
  it.each([
    [1, 1],
    [0.5, 0.5],
    [2, 5],
    [30, 12],
    [0.7, 40],
    [400, 600],
  ])('has the mean and the variance of Beta(%s, %s)', (alpha, beta) => {
    const rng = createRng(11);
    const samples = drawMany(() => drawBeta(alpha, beta, rng));
    const total = alpha + beta;
    const variance = (alpha * beta) / (total * total * (total + 1));
    expect(Math.abs(mean(samples) - alpha / total)).toBeLessThan(4 * Math.sqrt(variance / N));
    expect(sampleVariance(samples) / variance).toBeGreaterThan(0.93);
    expect(sampleVariance(samples) / variance).toBeLessThan(1.07);
    expect(samples.every((x) => x >= 0 && x <= 1)).toBe(true);
  });

  it.each([
    [1, 1],
    [2, 5],
    [7, 3],
    [15, 15],
  ])('passes the Kolmogorov-Smirnov test against Beta(%s, %s)', (alpha, beta) => {
    const rng = createRng(5);
    const samples = drawMany(() => drawBeta(alpha, beta, rng));
    expect(kolmogorovGap(samples, (x) => betaCdfWhole(alpha, beta, x))).toBeLessThan(CRITICAL);
  });

  it('passes it against the arcsine law, where both shapes are below one', () => {
    const rng = createRng(6);
    const samples = drawMany(() => drawBeta(0.5, 0.5, rng));
    const arcsine = (x: number) => (2 / Math.PI) * Math.asin(Math.sqrt(x));
    expect(kolmogorovGap(samples, arcsine)).toBeLessThan(CRITICAL);
  });

  it('fails the same test against a slightly different law', () => {
    const rng = createRng(5);
    const samples = drawMany(() => drawBeta(7, 3, rng));
    expect(kolmogorovGap(samples, (x) => betaCdfWhole(8, 3, x))).toBeGreaterThan(CRITICAL);
  });

  it('draws gammas of mean and variance equal to their shape, below one too', () => {
    for (const shape of [0.3, 1, 4.5]) {
      const rng = createRng(2);
      const samples = drawMany(() => drawGamma(shape, rng));
      expect(Math.abs(mean(samples) - shape)).toBeLessThan(4 * Math.sqrt(shape / N));
      expect(sampleVariance(samples) / shape).toBeGreaterThan(0.92);
      expect(sampleVariance(samples) / shape).toBeLessThan(1.08);
    }
  });
});
