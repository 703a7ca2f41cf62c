import { describe, expect, it } from 'vitest';
import { percentileOf, runMonteCarlo, type MonteCarloRequest } from './monte-carlo.ts';

const request = (changes: Partial<MonteCarloRequest> = {}): MonteCarloRequest => ({
  nets: [10, -5, 20, -15, 5, -10, 8, 3, -2, 6],
  startingBalance: 100,
  runs: 2_000,
  seed: 1,
  withReplacement: false,
  ...changes,
});

describe('Monte Carlo over the order of trades', () => {
  it('follows the real order exactly: 100, 110, 105, 125, 110, 115, 105, ...', () => {
    const { actual } = runMonteCarlo(request());
    expect(actual.ending).toBe(120);
    expect(actual.maxDrawdownPct).toBeCloseTo((20 / 125) * 100, 12);
  });

  it('keeps the ending and spreads the drawdown when the same trades are put in another order', () => {
    const { table, lossShare } = runMonteCarlo(request());
    expect(new Set(table.map(({ ending }) => ending))).toEqual(new Set([120]));
    expect(lossShare).toBe(0);
    const drawdowns = table.map(({ maxDrawdownPct }) => maxDrawdownPct);
    expect(drawdowns).toEqual(drawdowns.toSorted((one, other) => one - other));
    // All losses in a row cannot be exceeded: 32 off the start of 100.
    expect(drawdowns.at(-1)).toBeLessThanOrEqual(32);
    expect(drawdowns.at(-1)).toBeGreaterThan(drawdowns[0] ?? 0);
  });

  it('agrees with all orders counted out', () => {
    // Of 6 orders of +10, -10, -20 on 100, largest falls in percent: 20, 27.27 (30 of 110), 27.27, 30, 30, 20 by hand:
    // +-10-20 and +-20-10 fall 30 from 110; -10+10-20 falls 20; -20+10-10 falls 20; both with + last fall 30.
    const result = runMonteCarlo(request({ nets: [10, -10, -20], runs: 30_000 }));
    const share = (percentile: number) =>
      result.table.find((row) => row.percentile === percentile)?.maxDrawdownPct ?? 0;
    expect(share(25)).toBeCloseTo(20, 9);
    expect(share(50)).toBeCloseTo((30 / 110) * 100, 9);
    expect(share(75)).toBeCloseTo(30, 9);
    // Deeper than the real order, +-10-20: the two with + last.
    expect(result.deeperShare).toBeCloseTo(1 / 3, 2);
  });

  it('spreads the ending too when trades are drawn again and again', () => {
    const { table, lossShare } = runMonteCarlo(request({ withReplacement: true }));
    expect(table.at(-1)?.ending).toBeGreaterThan(table[0]?.ending ?? Infinity);
    expect(lossShare).toBeGreaterThan(0);
  });

  it('is the same for the same seed', () => {
    expect(runMonteCarlo(request())).toEqual(runMonteCarlo(request()));
    expect(runMonteCarlo(request({ seed: 2 }))).not.toEqual(runMonteCarlo(request()));
  });

  it('takes percentiles by nearest rank', () => {
    const sorted = Float64Array.of(1, 2, 3, 4);
    expect([1, 25, 50, 51, 100].map((percent) => percentileOf(sorted, percent))).toEqual([
      1, 1, 2, 3, 4,
    ]);
  });
});
