import { describe, expect, it } from 'vitest';
import { formatUnits, price, qty, ZERO_QTY } from '../kernel/decimal.ts';
import { asSymbolId } from '../kernel/ids.ts';
import type { Candle } from '../model/candle.ts';
import { MAX_FILLERS } from './bar-in-progress.ts';
import { instrumentOf, quoteAt, tradeAt } from './instrument.fixture.ts';
import { createMarket } from './market.ts';

const gold = instrumentOf('XAU/USD');
const euro = instrumentOf('EUR/USD', 'fx-week');
const START = Date.parse('2014-05-07T12:00:00Z');

const createGold = (timeframesMs: readonly number[]) =>
  createMarket({ instruments: [gold], timeframesMs, staleAfterMs: 5_000 });

/** `offset open/high/low/close volume ticks` of a bar, offset in seconds from START. */
const show = (bar: Candle): string =>
  [
    (bar.tsOpen - START) / 1_000,
    [bar.open, bar.high, bar.low, bar.close].map(formatUnits).join('/'),
    formatUnits(bar.volume),
    bar.ticks,
  ].join(' ');

function candleOf(offsetS: number, prices: readonly [string, string, string, string]): Candle {
  const [open, high, low, close] = prices;
  return {
    symbol: gold.symbol,
    timeframeMs: 60_000,
    tsOpen: START + offsetS * 1_000,
    open: price(open),
    high: price(high),
    low: price(low),
    close: price(close),
    volume: qty('2'),
    ticks: 1,
  };
}

describe('bars from quotes', () => {
  it('hold open, high, low and close of the mids and close with the first tick after their end', () => {
    const market = createGold([5_000]);
    for (const [mid, offsetMs] of [
      ['100', 0],
      ['103', 1_000],
      ['98', 2_000],
      ['101', 4_999],
    ] as const) {
      expect(market.applyQuote(quoteAt(gold, mid, 0), START + offsetMs)).toEqual([]);
    }
    const closed = market.applyQuote(quoteAt(gold, '107', 0), START + 5_000);
    expect(closed.map(show)).toEqual(['0 100/103/98/101 0 4']);
  });

  it('close by time alone, once', () => {
    const market = createGold([5_000]);
    market.applyQuote(quoteAt(gold, '100', 0), START + 100);
    expect(market.advance(START + 4_999)).toEqual([]);
    expect(market.advance(START + 5_000).map(show)).toEqual(['0 100/100/100/100 0 1']);
    expect(market.advance(START + 5_000)).toEqual([]);
  });

  it('come for every timeframe, shorter first', () => {
    const market = createGold([60_000, 5_000]);
    market.applyQuote(quoteAt(gold, '100', 0), START + 56_000);
    const closed = market.advance(START + 60_000);
    expect(closed.map((bar) => bar.timeframeMs)).toEqual([5_000, 60_000]);
  });

  it('share one empty array while nothing closes', () => {
    const market = createGold([5_000]);
    const first = market.applyQuote(quoteAt(gold, '100', 0), START);
    expect(market.applyQuote(quoteAt(gold, '101', 0), START + 1)).toBe(first);
    expect(market.advance(START + 2)).toBe(first);
  });
});

describe('silence', () => {
  it('is filled with flat bars at the close before', () => {
    const market = createGold([5_000]);
    market.applyQuote(quoteAt(gold, '100', 0), START);
    const closed = market.applyQuote(quoteAt(gold, '104', 0), START + 15_500);
    expect(closed.map(show)).toEqual([
      '0 100/100/100/100 0 1',
      '5 100/100/100/100 0 0',
      '10 100/100/100/100 0 0',
    ]);
    expect(market.advance(START + 20_000).map(show)).toEqual(['15 104/104/104/104 0 1']);
  });

  it('is filled no further than the limit, then the series waits for a tick', () => {
    const market = createGold([5_000, 60_000]);
    market.applyQuote(quoteAt(gold, '100', 0), START);
    const later = START + 3_600_000;
    const short = market.advance(later).filter((bar) => bar.timeframeMs === 5_000);
    expect(short).toHaveLength(1 + MAX_FILLERS);
    expect(market.applyQuote(quoteAt(gold, '105', 0), later + 1_000)).toEqual([]);
    const next = market.advance(later + 5_000);
    expect(next.map(show)).toEqual(['3600 105/105/105/105 0 1']);
  });

  it('of a closed market is left out', () => {
    const market = createMarket({
      instruments: [euro],
      timeframesMs: [60_000],
      staleAfterMs: 5_000,
    });
    const friday = Date.parse('2014-05-09T20:58:30Z');
    market.applyQuote(quoteAt(euro, '1.38', 0), friday);
    const sunday = Date.parse('2014-05-11T21:02:10Z');
    const closed = market.applyQuote(quoteAt(euro, '1.39', 0), sunday);
    expect(closed.map((bar) => new Date(bar.tsOpen).toISOString().slice(8, 16))).toEqual([
      '09T20:58',
      '09T20:59',
      '11T21:00',
      '11T21:01',
    ]);
  });

  it('of a closed market does not swallow a tick that comes all the same', () => {
    const market = createMarket({
      instruments: [euro],
      timeframesMs: [60_000],
      staleAfterMs: 5_000,
    });
    market.applyQuote(quoteAt(euro, '1.38', 0), Date.parse('2014-05-09T20:59:30Z'));
    const saturday = Date.parse('2014-05-10T10:00:10Z');
    market.applyQuote(quoteAt(euro, '1.4', 0), saturday);
    const closed = market.advance(saturday + 60_000);
    expect(closed.map((bar) => [bar.tsOpen, formatUnits(bar.open)])).toEqual([
      [Date.parse('2014-05-10T10:00:00Z'), '1.4'],
    ]);
  });
});

describe('trades', () => {
  it('sum their volume exactly', () => {
    const market = createGold([5_000]);
    for (const size of ['0.1', '0.2', '0.00000001']) {
      market.applyTrade(tradeAt(gold, { price: '100', qty: size }, 0), START);
    }
    expect(market.advance(START + 5_000).map(show)).toEqual(['0 100/100/100/100 0.30000001 3']);
  });

  it('replace quotes as the source, and what quotes had begun is dropped', () => {
    const market = createGold([5_000]);
    market.applyQuote(quoteAt(gold, '90', 0), START);
    market.applyTrade(tradeAt(gold, { price: '100' }, 0), START + 1_000);
    market.applyQuote(quoteAt(gold, '150', 0), START + 2_000);
    expect(market.advance(START + 5_000).map(show)).toEqual(['0 100/100/100/100 1 1']);
  });
});

describe('bars of a candle tape', () => {
  it('pass through and add up into longer ones, closing with their last candle', () => {
    const market = createGold([60_000, 120_000]);
    const first = market.applyCandle(candleOf(0, ['100', '104', '99', '101']), START + 60_000);
    expect(first.map(show)).toEqual(['0 100/104/99/101 2 1']);
    const second = market.applyCandle(candleOf(60, ['101', '103', '95', '96']), START + 120_000);
    expect(second.map((bar) => [bar.timeframeMs, show(bar)])).toEqual([
      [60_000, '60 101/103/95/96 2 1'],
      [120_000, '0 100/104/95/96 4 2'],
    ]);
  });

  it('do not wait for the clock and are not mixed with the quotes that stand for them', () => {
    const market = createGold([60_000]);
    market.applyCandle(candleOf(0, ['100', '104', '99', '101']), START + 60_000);
    expect(market.applyQuote(quoteAt(gold, '500', 0), START + 70_000)).toEqual([]);
    expect(market.advance(START + 120_000)).toEqual([]);
    const next = market.applyCandle(candleOf(60, ['101', '103', '95', '96']), START + 120_000);
    expect(next.map(show)).toEqual(['60 101/103/95/96 2 1']);
  });

  it('fill a minute that the tape leaves out', () => {
    const market = createGold([60_000]);
    market.applyCandle(candleOf(0, ['100', '104', '99', '101']), START + 60_000);
    const closed = market.applyCandle(candleOf(120, ['102', '103', '102', '103']), START + 180_000);
    expect(closed.map(show)).toEqual(['60 101/101/101/101 0 0', '120 102/103/102/103 2 1']);
  });

  it('that stand for silence do not set the open of a longer bar', () => {
    const market = createGold([120_000]);
    market.applyCandle(candleOf(0, ['100', '100', '100', '100']), START + 60_000);
    market.applyCandle(candleOf(60, ['100', '101', '100', '101']), START + 120_000);
    const flat = candleOf(120, ['101', '101', '101', '101']);
    market.applyCandle({ ...flat, volume: ZERO_QTY, ticks: 0 }, START + 180_000);
    const closed = market.applyCandle(candleOf(180, ['105', '106', '105', '106']), START + 240_000);
    expect(closed.map(show)).toEqual(['120 105/106/105/106 2 1']);
  });

  it('shorter than every timeframe asked for bring only the longer bars', () => {
    const market = createGold([90_000]);
    expect(market.applyCandle(candleOf(0, ['100', '104', '99', '101']), START + 60_000)).toEqual(
      [],
    );
  });
});

describe('what is known of a symbol', () => {
  it('is updated in place', () => {
    const market = createGold([5_000]);
    const state = market.stateOf(gold.symbol);
    const quote = quoteAt(gold, '100', START);
    market.applyQuote(quote, START);
    market.applyTrade(tradeAt(gold, { price: '101' }, START), START + 1);
    expect(state).toMatchObject({
      quote,
      tsLast: START + 1,
      ticks: 2,
      lastTradePrice: price('101'),
    });
  });

  it('goes from waiting to live to stale', () => {
    const market = createGold([]);
    expect(market.feedState(gold.symbol, START)).toBe('waiting');
    market.applyQuote(quoteAt(gold, '100', 0), START);
    expect(market.feedState(gold.symbol, START + 5_000)).toBe('live');
    expect(market.feedState(gold.symbol, START + 5_001)).toBe('stale');
  });

  it('is closed outside the calendar, not stale', () => {
    const market = createMarket({ instruments: [euro], timeframesMs: [], staleAfterMs: 5_000 });
    market.applyQuote(quoteAt(euro, '1.38', 0), Date.parse('2014-05-09T20:59:59Z'));
    expect(market.feedState(euro.symbol, Date.parse('2014-05-10T12:00:00Z'))).toBe('closed');
  });

  it('is nothing for a symbol nobody named', () => {
    const market = createGold([5_000]);
    const other = instrumentOf('DOGE/USDT');
    expect(market.applyQuote(quoteAt(other, '1', 0), START)).toEqual([]);
    expect(market.applyTrade(tradeAt(other, { price: '1' }, 0), START)).toEqual([]);
    expect(market.stateOf(asSymbolId('DOGE/USDT'))).toBeUndefined();
    expect(market.feedState(asSymbolId('DOGE/USDT'), START)).toBe('waiting');
  });
});
