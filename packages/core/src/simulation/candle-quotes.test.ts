import { describe, expect, it } from 'vitest';
import { formatUnits, price, ZERO_QTY } from '../kernel/decimal.ts';
import type { Candle } from '../model/candle.ts';
import { candlePairQuotes, candleQuotes } from './candle-quotes.ts';
import { BTC } from './testing/venue-fixture.ts';

const bar = (open: string, high: string, low: string, close: string): Candle => ({
  symbol: BTC,
  timeframeMs: 60_000,
  tsOpen: 120_000,
  open: price(open),
  high: price(high),
  low: price(low),
  close: price(close),
  volume: ZERO_QTY,
  ticks: 1,
});

const options = { tickSize: price('0.1'), spreadBps: 20 };

describe('the quotes of a bar', () => {
  it('meets the low first in a rising bar, from its open to a millisecond before its end', () => {
    const quotes = candleQuotes(bar('100', '110', '90', '105'), options);
    expect(quotes.map(({ bid }) => formatUnits(bid))).toEqual(['99.9', '89.9', '109.8', '104.8']);
    expect(quotes.map(({ ask }) => formatUnits(ask))).toEqual(['100.1', '90.1', '110.2', '105.2']);
    expect(quotes.map(({ tsEvent }) => tsEvent)).toEqual([120_000, 139_999, 159_999, 179_999]);
  });

  it('meets the high first in a falling bar', () => {
    const quotes = candleQuotes(bar('105', '110', '90', '100'), { ...options, spreadBps: 0 });
    expect(quotes.map(({ bid }) => formatUnits(bid))).toEqual(['105', '110', '90', '100']);
  });

  it('keeps one tick of spread and a bid above zero at the smallest prices', () => {
    const quotes = candleQuotes(bar('0.1', '0.1', '0.1', '0.1'), { ...options, spreadBps: 9_000 });
    for (const { bid, ask } of quotes) expect(bid > 0n && bid < ask).toBe(true);
  });

  it('uses both sides when the tape has a bid bar and an ask bar', () => {
    const bid = bar('100', '110', '90', '105');
    const ask = bar('100.3', '110.3', '90', '105.3');
    const quotes = candlePairQuotes(bid, ask, price('0.1'));
    expect(quotes.map(({ ask: at }) => formatUnits(at))).toEqual([
      '100.3',
      '90.1',
      '110.3',
      '105.3',
    ]);
  });

  it('refuses a bid bar and an ask bar of different times', () => {
    const bid = bar('100', '110', '90', '105');
    expect(() => candlePairQuotes(bid, { ...bid, tsOpen: 0 }, price('0.1'))).toThrow('differ');
  });
});
