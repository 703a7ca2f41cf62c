import { expect, it } from 'vitest';
import { backtestRequestSchema } from '@quarterdeck/core/contract/backtest.schema';
import { askedSpanText, dataText, elapsedText, tapeText, withoutFolders } from './request-text.ts';

const request = (change: object) =>
  backtestRequestSchema.parse({ strategies: ['all'], data: ['x'], ...change });

it('names files without their folders, and series in full', () => {
  const data = ['BTC/USDT=tapes/btc_1m.csv.gz', 'eth.csv', 'binance:BTC/USDT:1m'];
  expect(dataText(request({ data }))).toBe('btc_1m.csv.gz, eth.csv, binance:BTC/USDT:1m');
});

it('says in short what a tape holds', () => {
  expect(tapeText('/home/tapes/binance_BTCUSDT_1m_20240726_20240825.csv.gz')).toBe('BTCUSDT 1m');
  expect(tapeText('oanda_EURUSD_quotes_20140504T2100_20140509T2059.csv')).toBe('EURUSD quotes');
  expect(tapeText('btc.csv')).toBe('btc.csv');
  expect(tapeText('binance:BTC/USDT:1m')).toBe('binance:BTC/USDT:1m');
});

it('says the span that was asked for, its last day included', () => {
  const from = Date.parse('2024-08-01T00:00:00Z');
  const to = Date.parse('2024-08-03T00:00:00Z');
  expect(askedSpanText(request({}))).toBe('all of it');
  expect(askedSpanText(request({ from }))).toBe('from 2024-08-01');
  expect(askedSpanText(request({ to }))).toBe('to 2024-08-02');
  expect(askedSpanText(request({ from, to }))).toBe('2024-08-01 to 2024-08-02');
});

it('says how long a run took', () => {
  expect([null, 940, 12_400].map(elapsedText)).toEqual(['–', '0.9 s', '12 s']);
});

it('leaves the folders out of a message, and nothing else', () => {
  expect(withoutFolders('/home/a/tapes/x.csv: no such file')).toBe('x.csv: no such file');
  expect(withoutFolders('BTC/USDT=/a/b/x.csv:3 of BTC/USDT')).toBe('BTC/USDT=x.csv:3 of BTC/USDT');
});
