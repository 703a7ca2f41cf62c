import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asPrice, asQty } from '../kernel/decimal.ts';
import type { Candle } from '../model/candle.ts';
import type { TradeColumns } from '../model/columns.ts';
import type { TradingCalendar } from '../model/instrument.ts';
import { createBarBuilder, type BarBuilderOptions } from './build-bars.ts';
import {
  barsOf,
  hasRecordedData,
  listBars,
  NOTE,
  quotesOf,
  readRecorded,
  tradesOf,
} from './columns.fixture.ts';
import { instrumentOf } from './instrument.fixture.ts';
import { createMarket } from './market.ts';

const MINUTE = 60_000;
const builderOf = (options: Partial<BarBuilderOptions> = {}) =>
  createBarBuilder({
    symbol: instrumentOf('XRP/ETH').symbol,
    timeframeMs: MINUTE,
    sizeDecimals: 8,
    calendar: 'always',
    silence: 'none',
    ...options,
  });

const UNIT = 1e8;
const trades = (...rows: readonly [ts: number, price: number, qty: number][]): TradeColumns =>
  tradesOf(
    'XRP/ETH',
    rows.map(([ts, price, qty]) => [ts, price, qty, 'buy'].map(String)),
  );
const inUnits = (rows: readonly number[][]) =>
  rows.map(([ts = 0, ...figures]) => [ts, ...figures.map((figure) => figure / UNIT)]);

describe('bars of ticks', () => {
  it('hold open, extremes, close and the sum of the sizes, also across blocks', () => {
    const builder = builderOf();
    builder.addTrades(trades([60_000, 5, 1], [61_000, 7, 0.5]));
    builder.addTrades(trades([119_999, 4, 0.25], [120_000, 6, 2]));
    expect(inUnits(listBars(builder.take()))).toEqual([[60_000, 5, 7, 4, 4, 1.75]]);
    const last = builder.finish();
    expect(inUnits(listBars(last))).toEqual([[120_000, 6, 6, 6, 6, 2]]);
    expect([last.ticks[0], last.timeframeMs]).toEqual([1, MINUTE]);
    expect(builder.finish().length).toBe(0);
  });

  it('leave silence out, or stand for it with flat bars', () => {
    const ticks = trades([60_000, 5, 1], [300_000, 6, 1]);
    for (const [silence, stamps] of [
      ['none', [60_000, 300_000]],
      ['flat', [60_000, 120_000, 180_000, 240_000, 300_000]],
    ] as const) {
      const builder = builderOf({ silence });
      builder.addTrades(ticks);
      const bars = builder.finish();
      expect(listBars(bars).map(([ts]) => ts)).toEqual(stamps);
      expect([...bars.ticks.subarray(0, bars.length)].filter((count) => count > 0)).toEqual([1, 1]);
    }
  });

  it('begin a new series at any of both prices of a quote, or between them', () => {
    const rows = [['60000', '1.00000001', '1.00000004']];
    const closeOf = (price: 'bid' | 'ask' | 'mid') => {
      const builder = builderOf();
      builder.addQuotes(quotesOf('XRP/ETH', rows), price);
      return builder.finish().close[0];
    };
    expect([closeOf('bid'), closeOf('mid'), closeOf('ask')]).toEqual([
      100_000_001, 100_000_002, 100_000_004,
    ]);
  });

  it('refuse time that goes back, sizes of another scale, volume no double holds and no timeframe', () => {
    expect(() => builderOf().addTrades(trades([60_000, 5, 1], [59_999, 5, 1]))).toThrow(RangeError);
    const coarse = { ...trades([60_000, 5, 1]), sizeDecimals: 2 };
    expect(() => builderOf().addTrades(coarse)).toThrow('sizes have 2 decimals, not 8');
    const builder = builderOf();
    builder.addTrades(trades([60_000, 5, 90_000_000], [60_001, 5, 90_000_000]));
    expect(() => builder.finish()).toThrow('the volume of the bar at 60000 is too large');
    for (const timeframeMs of [0, -1, 1.5]) {
      expect(() => builderOf({ timeframeMs })).toThrow(RangeError);
    }
  });

  it('equal those of the desk’s market, whatever the ticks, the calendar and the cuts between blocks', () => {
    const steps = fc.array(
      fc.record({
        gapMs: fc.oneof(
          { weight: 9, arbitrary: fc.integer({ min: 0, max: 400_000 }) },
          { weight: 1, arbitrary: fc.integer({ min: 0, max: 3 * 86_400_000 }) },
        ),
        price: fc.integer({ min: 1, max: 1_000 }),
        qty: fc.integer({ min: 1, max: 1_000 }),
      }),
      { minLength: 1, maxLength: 50 },
    );
    const property = fc.property(
      steps,
      fc.constantFrom<TradingCalendar>('always', 'fx-week'),
      fc.constantFrom(5_000, MINUTE, 7 * MINUTE, 3_600_000),
      (tape, calendar, timeframeMs) => {
        const instrument = instrumentOf('XRP/ETH', calendar);
        const { symbol } = instrument;
        const options = { instruments: [instrument], timeframesMs: [timeframeMs], staleAfterMs: 1 };
        const market = createMarket(options);
        const builder = builderOf({ calendar, timeframeMs, silence: 'flat' });
        const expected: Candle[] = [];
        let ts = Date.parse('2014-05-08T20:00:00Z');
        for (const { gapMs, price, qty } of tape) {
          ts += gapMs;
          const trade = { symbol, price: asPrice(BigInt(price)), qty: asQty(BigInt(qty)) };
          expected.push(...market.applyTrade({ ...trade, side: 'buy', tsEvent: ts }, ts));
          builder.addTrades({
            ...trades([ts, 1, 1]),
            price: Float64Array.of(price),
            qty: Float64Array.of(qty),
          });
        }
        const built = builder.take();
        const rows = listBars(built).map((row, index) => [...row, built.ticks[index]]);
        expect(rows).toEqual(
          expected.map(({ tsOpen, open, high, low, close, volume, ticks }) =>
            [tsOpen, open, high, low, close, volume, ticks].map(Number),
          ),
        );
      },
    );
    fc.assert(property, { numRuns: 150, seed: 3 });
  });
});

describe.skipIf(!hasRecordedData)(`recorded ticks${NOTE}`, () => {
  it.each([
    ['1m', MINUTE, 2_469],
    ['5m', 5 * MINUTE, 706],
  ])(
    'of XRP/ETH rebuild the exchange’s own %s candles, flat ones included',
    (name, timeframeMs, traded) => {
      const file = 'trades/binance_XRPETH_trades_20191011T0000_20191013T1119.csv.gz';
      const ticks = tradesOf('XRP/ETH', readRecorded(file));
      const candles = readRecorded(`candles/binance_XRPETH_${name}_20191011_20191013.csv.gz`);
      const expected = listBars(barsOf('XRP/ETH', timeframeMs, candles));
      const filled = builderOf({ timeframeMs, silence: 'flat' });
      filled.addTrades(ticks);
      const built = filled.finish();
      // The candle file may end in silence, behind the last trade.
      expect(expected.length - built.length).toBeLessThanOrEqual(1);
      expect(listBars(built)).toEqual(expected.slice(0, built.length));

      const bare = builderOf({ timeframeMs });
      bare.addTrades(ticks);
      const withTrades = listBars(bare.finish());
      expect(withTrades).toHaveLength(traded);
      expect(withTrades).toEqual(expected.filter(([, , , , , volume]) => volume !== 0));
    },
  );

  it.each(['bid', 'ask'] as const)('of EUR/USD rebuild OANDA’s own %s minutes', (side) => {
    const file = 'quotes/oanda_EURUSD_quotes_20140504T2100_20140509T2059.csv.gz';
    const builder = builderOf({ calendar: 'fx-week' });
    builder.addQuotes(quotesOf('EUR/USD', readRecorded(file)), side);
    const built = listBars(builder.finish());
    const [first = 0, last = 0] = [built[0]?.[0], built.at(-1)?.[0]];
    const minutes = readRecorded(`candles/oanda_EURUSD-${side}_1m_20140501_20140515.csv.gz`);
    const expected = listBars(barsOf('EUR/USD', MINUTE, minutes)).filter(
      ([ts = 0]) => ts >= first && ts <= last,
    );
    expect(built).toHaveLength(6_967);
    expect(built).toEqual(expected);
  });
});
