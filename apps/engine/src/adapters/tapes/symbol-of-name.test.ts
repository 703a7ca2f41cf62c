import { describe, expect, it } from 'vitest';
import { asSymbolId } from '@quarterdeck/core/kernel/ids';
import { parseSymbolName } from './symbol-of-name.ts';
import { parseTapeName, parseTapeRequest } from './tape-name.ts';

describe('parseSymbolName', () => {
  it.each([
    ['BTCUSDT', 'BTC/USDT'],
    ['XBTUSDT', 'BTC/USDT'],
    ['XRPETH', 'XRP/ETH'],
    ['ADABTC', 'ADA/BTC'],
    ['EURUSD', 'EUR/USD'],
    ['XAUUSD', 'XAU/USD'],
    ['USDJPY', 'USD/JPY'],
    ['BTC-PERP', 'BTC/USD'],
    ['BTC-USDT', 'BTC/USDT'],
    ['DOTUSD', 'DOT/USD'],
    ['1000SHIBUSDT', '1000SHIB/USDT'],
    ['eurusd', 'EUR/USD'],
  ])('reads %s as %s', (text, symbol) => {
    expect(parseSymbolName(text, [])).toEqual({ ok: true, value: symbol });
  });

  it('prefers a configured instrument over guessing', () => {
    const configured = ['ABCD/EFG', 'XBT/USDT'].map(asSymbolId);
    expect(parseSymbolName('ABCDEFG', configured)).toMatchObject({ value: 'ABCD/EFG' });
    expect(parseSymbolName('BTCUSDT', configured)).toMatchObject({ value: 'XBT/USDT' });
  });

  it.each(['', 'quotes', 'USD', 'ABCXYZ', 'BTC_USDT!'])('refuses %j', (text) => {
    expect(parseSymbolName(text, [])).toMatchObject({ ok: false, code: 'SYMBOL_NOT_IN_NAME' });
  });
});

describe('parseTapeName', () => {
  it('reads symbol, side and timeframe', () => {
    expect(parseTapeName('/a/oanda_EURUSD-bid_1h_2007_2018.csv.gz')).toEqual({
      symbolText: 'EURUSD',
      side: 'bid',
      timeframeMs: 3_600_000,
      pairKey: 'oanda_EURUSD_1h_2007_2018',
    });
  });

  it('does not take a trading pair’s dash for a side', () => {
    expect(parseTapeName('ftx_BTC-PERP_1m_a_b.csv.gz')).toMatchObject({
      symbolText: 'BTC-PERP',
      side: 'last',
      timeframeMs: 60_000,
    });
  });

  it('leaves the timeframe open for ticks', () => {
    expect(parseTapeName('oanda_EURUSD_quotes_20140504T2100_20140509T2059.csv.gz')).toMatchObject({
      timeframeMs: undefined,
    });
  });
});

describe('parseTapeRequest', () => {
  it('splits a leading symbol off and nothing else', () => {
    expect(parseTapeRequest('SOL/USDT=/x/a=b.csv')).toEqual({
      symbol: 'SOL/USDT',
      file: '/x/a=b.csv',
    });
    expect(parseTapeRequest('/x/a=b.csv')).toEqual({ symbol: undefined, file: '/x/a=b.csv' });
  });
});
