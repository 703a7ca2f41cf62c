import { expect, it } from 'vitest';
import { formatRatio, formatSignedPct } from './signed-pct.ts';

it('shows the sign of a return always, and none on what rounds to nothing', () => {
  expect(formatSignedPct(1.234)).toBe('+1.23 %');
  expect(formatSignedPct(-0.5)).toBe('−0.50 %');
  expect(formatSignedPct(-0.0001)).toBe('0.00 %');
  expect(formatSignedPct(null)).toBe('–');
});

it('shows a dash for a ratio that has no value', () => {
  expect(formatRatio(null)).toBe('–');
  expect(formatRatio(-1.005)).toBe('−1.00');
  expect(formatRatio(2.5)).toBe('2.50');
});
