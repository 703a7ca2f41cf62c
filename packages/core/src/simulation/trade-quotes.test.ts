import { describe, expect, it } from 'vitest';
import { formatUnits, price, qty } from '../kernel/decimal.ts';
import { asSymbolId } from '../kernel/ids.ts';
import { tradeQuote } from './trade-quotes.ts';

const quoteFor = (side: 'buy' | 'sell', at: string, tick: string) => {
  const symbol = asSymbolId('BTC/USDT');
  const trade = { symbol, price: price(at), qty: qty('1'), side, tsEvent: 7 };
  const { bid, ask } = tradeQuote(trade, { tickSize: price(tick), spreadBps: 2 });
  return [formatUnits(bid), formatUnits(ask)];
};

describe('a quote made from a trade', () => {
  it.each([
    ['buy', '60000', '0.01', ['59988', '60000']],
    ['sell', '60000', '0.01', ['60000', '60012']],
    ['buy', '100', '0.5', ['99.5', '100']],
    ['sell', '0.00141342', '0.00000001', ['0.00141342', '0.0014137']],
    ['buy', '0.01', '0.01', ['0.01', '0.02']],
  ] as const)('%s at %s with tick %s', (side, at, tick, expected) => {
    expect(quoteFor(side, at, tick)).toEqual(expected);
  });
});
