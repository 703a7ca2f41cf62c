import { describe, expect, it } from 'vitest';
import {
  compareDecimals,
  directionOf,
  groupThousands,
  isZeroDecimal,
  parseDecimalText,
  roundDecimal,
} from './decimal-text.ts';

describe('decimal text', () => {
  it('keeps every digit of a decimal longer than a float can hold', () => {
    expect(parseDecimalText('-000123456789012345.1234567890123456')).toEqual({
      isNegative: true,
      whole: '123456789012345',
      fraction: '1234567890123456',
    });
  });

  it.each(['', 'NaN', '1e5', '1.', '.5', '--1', '1,000'])('refuses %j', (text) => {
    expect(parseDecimalText(text)).toBeUndefined();
  });

  it.each([
    ['1.005', 2, '1', '01'],
    ['1.004', 2, '1', '00'],
    ['0.995', 2, '1', '00'],
    ['999.999', 2, '1000', '00'],
    ['7', 2, '7', '00'],
    ['7.5', 0, '8', ''],
  ])('rounds %s to %i decimals half away from zero', (text, decimals, whole, fraction) => {
    const parts = parseDecimalText(text);
    expect(parts && roundDecimal(parts, decimals)).toMatchObject({ whole, fraction });
  });

  it('points up, down or nowhere, and a signed zero points nowhere', () => {
    expect([directionOf('0.01'), directionOf('-0.01'), directionOf('-0.00')]).toEqual([
      'up',
      'down',
      'flat',
    ]);
    expect(isZeroDecimal('0.0000000000000001')).toBe(false);
  });

  it('separates thousands', () => {
    expect(['1', '123', '1234', '1234567'].map(groupThousands)).toEqual([
      '1',
      '123',
      '1,234',
      '1,234,567',
    ]);
  });

  it('orders decimals a float would call equal', () => {
    expect(compareDecimals('100000000000000.0000000000000001', '100000000000000')).toBe(1);
    expect(compareDecimals('-2', '1.5')).toBe(-1);
    expect(compareDecimals('1.50', '1.5')).toBe(0);
  });
});
