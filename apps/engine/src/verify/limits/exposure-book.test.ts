import { describe, expect, it } from 'vitest';
import { money, price, qty } from '@quarterdeck/core/kernel/decimal';
import { asClientOrderId, asStrategyId, asSymbolId } from '@quarterdeck/core/kernel/ids';
import { ExposureBook } from './exposure-book.ts';

const BTC = asSymbolId('BTC/USD');
const ONE = asStrategyId('one');
const OTHER = asStrategyId('other');
const TOUCH = { bid: price('99'), ask: price('101') };

const order = (side: 'buy' | 'sell', limit: string, size = '2') => ({
  clientOrderId: asClientOrderId(`${side} ${limit}`),
  symbol: BTC,
  side,
  qty: qty(size),
  price: price(limit),
});

describe('exposure worked out from orders and fills', () => {
  it('counts a buy at its limit and a sell at what the short would be worth', () => {
    const book = new ExposureBook();
    book.open(order('buy', '102'));
    expect(book.ofSymbol(BTC, TOUCH)).toBe(money('204'));
    book.open(order('sell', '98'));
    expect(book.ofSymbol(BTC, TOUCH)).toBe(money('406'));
    book.open(order('sell', '105'));
    expect(book.ofSymbol(BTC, TOUCH)).toBe(money('616'));
  });

  it('moves what was filled from the order to the position of its owner', () => {
    const book = new ExposureBook();
    const buy = order('buy', '102');
    book.open(buy);
    book.fill({ ...buy, qty: qty('0.5') }, ONE);
    expect(book.ofSymbol(BTC, TOUCH)).toBe(money('202.5'));
    book.end(buy.clientOrderId, BTC);
    expect(book.ofSymbol(BTC, TOUCH)).toBe(money('49.5'));
  });

  it('adds up strategies that hold against each other', () => {
    const book = new ExposureBook();
    book.fill(order('buy', '102', '1'), ONE);
    book.fill(order('sell', '98', '1'), OTHER);
    expect(book.ofSymbol(BTC, TOUCH)).toBe(money('200'));
    book.fill(order('sell', '98', '1'), ONE);
    expect(book.ofSymbol(BTC, TOUCH)).toBe(money('101'));
  });

  it('knows nothing of a symbol that nobody trades', () => {
    expect(new ExposureBook().ofSymbol(BTC, TOUCH)).toBe(0n);
  });
});
