import { expect, it } from 'vitest';
import { signedUnitsForNotional, unitsForNotional } from './sizing.ts';
import { viewAt } from './view.fixture.ts';

it('a notional in account currency buys that much of the base', () => {
  expect(unitsForNotional(viewAt(60_000, 0), 1_500)).toBeCloseTo(0.025, 12);
});

it('a quote currency of another value is converted first', () => {
  const yen = { ...viewAt(150, 0), quoteToAccount: 1 / 150 };
  expect(unitsForNotional(yen, 1_500)).toBeCloseTo(1_500, 9);
});

it('a sell carries the negative sign', () => {
  expect(signedUnitsForNotional(viewAt(100, 0), 'sell', 200)).toBeCloseTo(-2, 12);
  expect(signedUnitsForNotional(viewAt(100, 0), 'buy', 200)).toBeCloseTo(2, 12);
});
