import { describe, expect, it } from 'vitest';
import { checkPart, partOfQuantity } from './part-of-quantity.ts';

describe('part of a quantity', () => {
  it.each([
    ['0.0213', 50, '0.0106'],
    ['0.0213', 25, '0.0053'],
    ['1200', 75, '900'],
    ['1', 25, '0.25'],
    ['0.02', 100, '0.02'],
    ['0.01', 25, '0'],
  ] as const)('of %s, %i %% is %s', (qty, percent, part) => {
    expect(partOfQuantity(qty, percent)).toBe(part);
  });

  it('accepts what reduces and names what is wrong with the rest', () => {
    expect(checkPart('0.5', '0.50')).toBeUndefined();
    expect(checkPart('0.51', '0.5')).toContain('only reduce');
    expect(checkPart('0', '0.5')).toBe('Above zero');
    expect(checkPart('-0.1', '0.5')).toContain('plain decimal');
    expect(checkPart('0.123456789', '0.5')).toContain('8 decimals');
  });
});
