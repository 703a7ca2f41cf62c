import { expect, it } from 'vitest';
import { checkStop, firesAtOnce } from './stop-check.ts';

it('knows a stop that would close at once, on either side', () => {
  expect(firesAtOnce('101', { side: 'long', markPrice: '100.5' })).toBe(true);
  expect(firesAtOnce('99', { side: 'long', markPrice: '100.5' })).toBe(false);
  expect(firesAtOnce('99', { side: 'short', markPrice: '100.5' })).toBe(true);
  expect(firesAtOnce('100.50', { side: 'short', markPrice: '100.5' })).toBe(true);
});

it('refuses a stop that is no price', () => {
  expect(['98120.50', '0', '-1', '1e5', ''].map((text) => checkStop(text) === undefined)).toEqual([
    true,
    false,
    false,
    false,
    false,
  ]);
});
