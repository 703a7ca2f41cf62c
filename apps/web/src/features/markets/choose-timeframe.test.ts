import { expect, it } from 'vitest';
import { chooseTimeframe } from './choose-timeframe.ts';

it('shows minutes unless something else is wished for and there', () => {
  expect(chooseTimeframe([5_000, 60_000], undefined)).toBe(60_000);
  expect(chooseTimeframe([5_000, 60_000], 5_000)).toBe(5_000);
  expect(chooseTimeframe([5_000, 300_000], 60_000)).toBe(5_000);
  expect(chooseTimeframe([], 60_000)).toBe(0);
});
