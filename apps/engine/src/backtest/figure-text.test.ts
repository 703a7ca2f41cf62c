import { describe, expect, it } from 'vitest';
import {
  countOf,
  decimalsFor,
  durationText,
  moneyText,
  pctText,
  ratioText,
  timeText,
} from './figure-text.ts';

describe('figures as text', () => {
  it.each([
    ['1234567.895', {}, '1,234,567.90'],
    ['-0.005', {}, '0.00'],
    ['-0.015', {}, '-0.02'],
    ['0.025', { isSigned: true }, '+0.02'],
    ['0', { isSigned: true }, '0.00'],
    ['-999999.999', { decimals: 0 }, '-1,000,000'],
    ['0.0000000000000001', { decimals: 16 }, '0.0000000000000001'],
  ])('money %s reads %o as %s', (exact, style, text) => {
    expect(moneyText(exact, style)).toBe(text);
  });

  it('choose decimals by the largest amount of a column', () => {
    expect(decimalsFor(['0.01', '-25'])).toBe(2);
    expect(decimalsFor(['0.5', '-0.2'])).toBe(4);
    expect(decimalsFor(['0.00002'])).toBe(8);
    expect(decimalsFor([])).toBe(2);
  });

  it('never show a minus before nothing', () => {
    expect(pctText(-0.001)).toBe('0.00 %');
    expect(pctText(0.001, { isSigned: true })).toBe('0.00 %');
    expect(pctText(-1234.5, { decimals: 1 })).toBe('-1,234.5 %');
    expect(ratioText(-0.001)).toBe('0.00');
    expect(ratioText(null)).toBe('none');
  });

  it('show two units of a time', () => {
    const texts = [0, 15, 1_000, 61_000, 7_500_000, 86_400_000, 97_200_000_000].map(durationText);
    expect(texts).toEqual(['0 ms', '15 ms', '1 s', '1 min 1 s', '2 h 5 min', '1 d', '1,125 d']);
    expect(durationText(null)).toBe('none');
    expect(timeText(0)).toBe('1970-01-01 00:00:00');
    expect([countOf(1, 'trade'), countOf(1_000, 'trade')]).toEqual(['1 trade', '1,000 trades']);
  });
});
