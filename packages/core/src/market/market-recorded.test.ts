import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { price, qty, ZERO_QTY } from '../kernel/decimal.ts';
import type { Candle } from '../model/candle.ts';
import { instrumentOf } from './instrument.fixture.ts';
import { createMarket } from './market.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../../../../shared/data');
const isMissing = !existsSync(FOLDER);
const NOTE = isMissing ? ' (SKIPPED: ../shared/data is not beside the project)' : '';

function readRows(file: string): string[][] {
  const text = gunzipSync(readFileSync(path.join(FOLDER, file))).toString('utf8');
  const lines = text.trim().split('\n').slice(1);
  return lines.map((line) => line.split(','));
}

type Bar = readonly [tsOpen: number, ...figures: bigint[]];

const barOf = (candle: Candle): Bar => [
  candle.tsOpen,
  candle.open,
  candle.high,
  candle.low,
  candle.close,
  candle.volume,
];

const volumeOf = (text: string): bigint => (Number(text) === 0 ? ZERO_QTY : qty(text));

function barOfRow(row: readonly string[]): Bar {
  const [ts = '', open = '', high = '', low = '', close = '', volume = ''] = row;
  return [Number(ts), price(open), price(high), price(low), price(close), volumeOf(volume)];
}

function candleOfRow(row: readonly string[], timeframeMs: number): Candle {
  const [ts = '', open = '', high = '', low = '', close = '', volume = ''] = row;
  const isSilent = high === low && Number(volume) === 0;
  return {
    symbol: xrp.symbol,
    timeframeMs,
    tsOpen: Number(ts),
    open: price(open),
    high: price(high),
    low: price(low),
    close: price(close),
    volume: Number(volume) === 0 ? ZERO_QTY : qty(volume),
    ticks: isSilent ? 0 : 1,
  };
}

const xrp = instrumentOf('XRP/ETH');
const XRP_1M = 'candles/binance_XRPETH_1m_20191011_20191013.csv.gz';
const XRP_5M = 'candles/binance_XRPETH_5m_20191011_20191013.csv.gz';
const XRP_TRADES = 'trades/binance_XRPETH_trades_20191011T0000_20191013T1119.csv.gz';

function buildFromTrades(timeframeMs: number): Candle[] {
  const market = createMarket({ instruments: [xrp], timeframesMs: [timeframeMs], staleAfterMs: 1 });
  const bars: Candle[] = [];
  let ts = 0;
  for (const [stamp = '', at = '', size = '', side] of readRows(XRP_TRADES)) {
    ts = Number(stamp);
    const taker = side === 'sell' ? 'sell' : 'buy';
    const trade = {
      symbol: xrp.symbol,
      price: price(at),
      qty: qty(size),
      side: taker,
      tsEvent: ts,
    } as const;
    bars.push(...market.applyTrade(trade, ts));
  }
  return [...bars, ...market.advance(ts + timeframeMs)];
}

describe.skipIf(isMissing)(`XRP/ETH trades${NOTE}`, () => {
  it.each([
    [60_000, XRP_1M, 2_469],
    [300_000, XRP_5M, 706],
  ])(
    'rebuilt to bars of %i ms equal the exchange’s own, flat ones included',
    (timeframeMs, file, traded) => {
      const built = buildFromTrades(timeframeMs);
      const expected = readRows(file).map(barOfRow);
      // The last bar of the candle files may end after the last trade.
      expect(expected.length - built.length).toBeLessThanOrEqual(1);
      expect(built.map(barOf)).toEqual(expected.slice(0, built.length));
      expect(built.filter((bar) => bar.ticks > 0)).toHaveLength(traded);
    },
  );
});

describe.skipIf(isMissing)(`XRP/ETH minute candles${NOTE}`, () => {
  it('add up to the exchange’s own five-minute candles', () => {
    const market = createMarket({ instruments: [xrp], timeframesMs: [300_000], staleAfterMs: 1 });
    const built: Candle[] = [];
    for (const row of readRows(XRP_1M)) {
      const candle = candleOfRow(row, 60_000);
      built.push(...market.applyCandle(candle, candle.tsOpen + 60_000));
    }
    expect(built.length).toBeGreaterThan(700);
    expect(built.map(barOf)).toEqual(readRows(XRP_5M).map(barOfRow).slice(0, built.length));
  });
});

describe.skipIf(isMissing)(`EUR/USD quotes of OANDA${NOTE}`, () => {
  const euro = instrumentOf('EUR/USD', 'fx-week');
  it.each([
    ['bid', 1],
    ['ask', 2],
  ])('rebuilt to %s minutes equal the minute file', (side, column) => {
    const market = createMarket({ instruments: [euro], timeframesMs: [60_000], staleAfterMs: 1 });
    const built: Candle[] = [];
    let ts = 0;
    for (const row of readRows('quotes/oanda_EURUSD_quotes_20140504T2100_20140509T2059.csv.gz')) {
      ts = Number(row[0]);
      const at = price(row[column] ?? '');
      // Both sides equal: the mid of the bars is then the side itself.
      const quote = { bid: at, ask: at, bidQty: ZERO_QTY, askQty: ZERO_QTY };
      built.push(...market.applyQuote({ symbol: euro.symbol, tsEvent: ts, ...quote }, ts));
    }
    built.push(...market.advance(ts + 60_000));
    const traded = built.filter((bar) => bar.ticks > 0).map(barOf);
    const [first, last] = [traded[0]?.[0] ?? 0, traded.at(-1)?.[0] ?? 0];
    const expected = readRows(`candles/oanda_EURUSD-${side}_1m_20140501_20140515.csv.gz`)
      .map(barOfRow)
      .filter(([tsOpen]) => tsOpen >= first && tsOpen <= last);
    expect(traded).toHaveLength(6_967);
    expect(traded).toEqual(expected);
  });
});
