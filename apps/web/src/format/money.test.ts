import { describe, expect, it } from 'vitest';
import { formatAtTick, formatMoney, formatPrice, formatQuantity } from './money.ts';

describe('formatMoney', () => {
  it.each([
    ['1234.5678', {}, '1,234.57'],
    ['-1234.5678', {}, '−1,234.57'],
    ['1234.5', { sign: 'always' }, '+1,234.50'],
    ['0.0000', { sign: 'always' }, '0.00'],
    ['-0.001', { sign: 'always' }, '−0.00'],
    ['60000', { decimals: 0 }, '60,000'],
    ['123456789012345.995', {}, '123,456,789,012,346.00'],
  ] as const)('writes %s with %j as %s', (text, format, shown) => {
    expect(formatMoney(text, format)).toBe(shown);
  });

  it('shows text that is no decimal as it came', () => {
    expect(formatMoney('n/a')).toBe('n/a');
  });
});

describe('formatPrice and formatQuantity', () => {
  it('fills a price up to the decimals of its tick and drops none', () => {
    expect(formatPrice('98120.5', '0.01')).toBe('98,120.50');
    expect(formatPrice('154.3217', '0.001')).toBe('154.3217');
  });

  it('rounds an average to its tick and leaves it whole without one', () => {
    expect(formatAtTick('98100.37612345', '0.010')).toBe('98,100.38');
    expect(formatAtTick('98100.37612345', undefined)).toBe('98,100.37612345');
  });

  it('drops zeros that say nothing from a quantity', () => {
    expect(formatQuantity('0.01000000')).toBe('0.01');
    expect(formatQuantity('100.00')).toBe('100');
    expect(formatQuantity('1200')).toBe('1,200');
  });
});
