import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { money, price, qty } from '@quarterdeck/core/kernel/decimal';
import { asStrategyId, asSymbolId } from '@quarterdeck/core/kernel/ids';
import { EquityBook, hasFallen, thresholdOf } from './equity-book.ts';

const BTC = asSymbolId('BTC/USD');
const fill = (side: 'buy' | 'sell', at: string, strategyId = 'one') => ({
  symbol: BTC,
  strategyId: asStrategyId(strategyId),
  side,
  price: price(at),
  qty: qty('2'),
  fee: money('0.1'),
});

describe('equity worked out from cash and what is held', () => {
  it('values a long at the bid and a short at the ask, and takes fees off', () => {
    const book = new EquityBook(money('1000'));
    book.quote(BTC, { bid: price('99'), ask: price('101') });
    book.fill(fill('buy', '100'));
    expect(book.equity()).toBe(money('997.9'));
    book.fill(fill('sell', '100', 'other'));
    expect(book.equity()).toBe(money('995.8'));
  });

  it('is starting balance, profit and fees once all is closed', () => {
    const book = new EquityBook(money('1000'));
    book.quote(BTC, { bid: price('1'), ask: price('1') });
    book.fill(fill('buy', '100'));
    book.fill(fill('sell', '103'));
    expect(book.equity()).toBe(money('1005.8'));
  });
});

describe('the threshold of the breaker', () => {
  it('is the first equity that has fallen far enough', () => {
    expect(thresholdOf(money('100000'), 0.05)).toBe(money('99950'));
    expect(hasFallen(money('99950'), money('100000'), 0.05)).toBe(true);
    expect(hasFallen(money('99950.0000000000000001'), money('100000'), 0.05)).toBe(false);
  });

  it('parts equities to the last unit, for any peak and limit', () => {
    fc.assert(
      fc.property(
        fc.bigInt(1n, 10n ** 25n),
        fc.integer({ min: 1, max: 10_000 }),
        (peak, hundredths) => {
          const pct = hundredths / 100;
          const threshold = thresholdOf(peak, pct);
          expect(hasFallen(threshold, peak, pct)).toBe(true);
          expect(hasFallen(threshold + 1n, peak, pct)).toBe(false);
        },
      ),
    );
  });
});
