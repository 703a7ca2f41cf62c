import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { valueAxis } from './value-axis.ts';

describe('the value axis', () => {
  it('no longer reads 100,004 twice when equity moved by a few cents', () => {
    expect(valueAxis([100_003.62, 100_004.48]).labels).toEqual([
      '100,003.5',
      '100,004.0',
      '100,004.5',
    ]);
    expect(valueAxis([100_003.98, 100_004.03]).labels).toEqual([
      '100,003.98',
      '100,004.00',
      '100,004.02',
      '100,004.04',
    ]);
  });

  it('shows no decimals where the steps are whole', () => {
    expect(valueAxis([99_950, 100_130]).labels).toEqual([
      '99,950',
      '100,000',
      '100,050',
      '100,100',
      '100,150',
    ]);
  });

  it('puts zero, without a sign, between a loss and a gain', () => {
    expect(valueAxis([-0.5, 0.9]).labels).toEqual(['−0.5', '0.0', '0.5', '1.0']);
  });

  it('gives a series that never moved a scale around it', () => {
    expect(valueAxis([0, 0]).labels).toEqual(['−1.0', '−0.5', '0.0', '0.5', '1.0']);
  });

  it('has nothing to label without a value', () => {
    expect(valueAxis([])).toEqual({ ticks: [], labels: [] });
  });

  it('labels every tick differently and encloses the series, whatever its range', () => {
    const cents = fc.integer({ min: -50_000_000, max: 50_000_000 });
    fc.assert(
      fc.property(fc.array(cents, { minLength: 1, maxLength: 20 }), (amounts) => {
        const values = amounts.map((amount) => amount / 100);
        const { ticks, labels } = valueAxis(values);
        expect(new Set(labels).size).toBe(ticks.length);
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(ticks.length).toBeLessThanOrEqual(7);
        expect(ticks[0]).toBeLessThanOrEqual(Math.min(...values));
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(Math.max(...values));
      }),
    );
  });
});
