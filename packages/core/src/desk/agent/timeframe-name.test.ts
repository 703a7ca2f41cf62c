import { expect, it } from 'vitest';
import { timeframeName } from './timeframe-name.ts';

it.each([
  [60_000, '1m'],
  [300_000, '5m'],
  [900_000, '15m'],
  [3_600_000, '1h'],
  [14_400_000, '4h'],
  [86_400_000, '1d'],
  [604_800_000, '7d'],
  [90_000, '90s'],
  [5_400_000, '90m'],
  [1_000, '1s'],
  [1_500, '1500ms'],
])('names %i ms by the largest unit that divides it: %s', (timeframeMs, name) => {
  expect(timeframeName(timeframeMs)).toBe(name);
});
