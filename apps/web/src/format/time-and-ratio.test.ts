import { describe, expect, it } from 'vitest';
import { formatAge } from './age.ts';
import { formatFullTime, formatTime } from './clock-time.ts';
import { countOf, formatBps, formatPct, shareOf } from './ratio.ts';

describe('ages', () => {
  it.each([
    [-50, '0.0 s'],
    [1_240, '1.2 s'],
    [9_949, '9.9 s'],
    [34_900, '34 s'],
    [184_000, '3 m 04 s'],
    [7_500_000, '2 h 05 m'],
    [356_400_000, '4 d 3 h'],
  ])('%i ms is said as %s', (ms, said) => {
    expect(formatAge(ms)).toBe(said);
  });
});

describe('times', () => {
  it('are 24-hour and name their zone in full', () => {
    const ts = Date.UTC(2026, 10, 21, 15, 4, 5, 67);
    expect(formatTime(ts, 'utc')).toBe('15:04:05');
    expect(formatFullTime(ts, 'utc')).toBe('2026-11-21 15:04:05.067 UTC');
  });
});

describe('ratios and counts', () => {
  it('say what has not been counted yet with a dash', () => {
    expect([formatPct(null), formatPct(61.54)]).toEqual(['–', '61.5 %']);
  });

  it('carry the sign of basis points', () => {
    expect([formatBps(3.14), formatBps(-2), formatBps(0)]).toEqual([
      '+3.1 bps',
      '−2.0 bps',
      '0.0 bps',
    ]);
  });

  it('give the share of a cap, and none for a cap of zero', () => {
    expect([shareOf('15000', '60000'), shareOf('-15000', '60000'), shareOf('5', '0')]).toEqual([
      0.25, 0.25, 0,
    ]);
  });

  it('count in words', () => {
    expect([countOf(1, 'order'), countOf(3, 'order'), countOf(0, 'position')]).toEqual([
      '1 order',
      '3 orders',
      '0 positions',
    ]);
  });
});
