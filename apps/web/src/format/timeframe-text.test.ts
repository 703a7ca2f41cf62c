import { expect, it } from 'vitest';
import { timeframeText } from './timeframe-text.ts';

it('says the length of a bar in its largest whole unit', () => {
  expect([5_000, 60_000, 90_000, 14_400_000, 86_400_000, 250].map(timeframeText)).toEqual([
    '5s',
    '1m',
    '90s',
    '4h',
    '1d',
    '250ms',
  ]);
});
