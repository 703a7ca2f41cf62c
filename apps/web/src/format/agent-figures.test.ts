import { describe, expect, it } from 'vitest';
import { formatChance } from './chance.ts';
import { formatElapsed } from './elapsed.ts';
import { formatShort } from './short-figure.ts';
import { formatUsd } from './usd.ts';

describe('figures of the agent', () => {
  it.each([
    [98_120.4567, '98,120.5'],
    [1_250_000, '1,250,000'],
    [0.000123456, '0.000123456'],
    [-4, '−4'],
    [0, '0'],
    [52.3, '52.3'],
    [1e-14, '0'],
  ])('keeps six digits that count of %s', (value, text) => {
    expect(formatShort(value)).toBe(text);
  });

  it('says a time in the unit it is thought of', () => {
    expect([240.4, 6_491, 59_990, 124_000].map(formatElapsed)).toEqual([
      '240 ms',
      '6.49 s',
      '59.99 s',
      '2 m 04 s',
    ]);
  });

  it('shows a probability that was not named as absent, never as zero', () => {
    expect([formatChance(null), formatChance(0), formatChance(0.6414)]).toEqual([
      '–',
      '0.000',
      '0.641',
    ]);
  });

  it('keeps what a question cost visible below a cent', () => {
    expect(formatUsd('0.0428')).toBe('$0.0428');
    expect(formatUsd('15')).toBe('$15.0000');
  });
});
