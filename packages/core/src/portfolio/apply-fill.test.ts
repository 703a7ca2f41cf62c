import { describe, expect, it } from 'vitest';
import { formatMoney, formatUnits, money, price, qty, signedQty } from '../kernel/decimal.ts';
import { applyFill } from './apply-fill.ts';

describe('applying a fill', () => {
  it.each([
    ['a buy opens a long', '0', '0', 'buy', '100', '2', '2', '200', '0'],
    ['a second buy averages', '2', '200', 'buy', '110', '1', '3', '310', '0'],
    [
      'a part sale takes its share of the cost',
      '3',
      '310',
      'sell',
      '120',
      '1',
      '2',
      '206.6666666666666667',
      '16.6666666666666667',
    ],
    ['a full sale leaves nothing', '2', '200', 'sell', '90', '2', '0', '0', '-20'],
    ['a sale opens a short', '0', '0', 'sell', '100', '2', '-2', '-200', '0'],
    ['a buy closes a short with profit', '-2', '-200', 'buy', '90', '2', '0', '0', '20'],
    ['more than was held turns the position', '1', '100', 'sell', '110', '3', '-2', '-220', '10'],
  ] as const)('%s', (_, heldQty, heldCost, side, at, size, nextQty, nextCost, realised) => {
    const held = { qty: signedQty(heldQty), costQuote: money(heldCost) };
    const effect = applyFill(held, { side, price: price(at), qty: qty(size) });
    expect(formatUnits(effect.qty)).toBe(nextQty);
    expect(formatMoney(effect.costQuote)).toBe(nextCost);
    expect(formatMoney(effect.realisedQuote)).toBe(realised);
  });
});
