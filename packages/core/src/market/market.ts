import type { EpochMs } from '../kernel/clock.ts';
import { asPrice, type Price } from '../kernel/decimal.ts';
import { ensureInvariant } from '../kernel/ensure.ts';
import type { SymbolId } from '../kernel/ids.ts';
import type { Candle } from '../model/candle.ts';
import type { Instrument } from '../model/instrument.ts';
import type { Quote, Trade } from '../model/tick.ts';
import {
  abandonBar,
  addCandle,
  addPrice,
  addVolume,
  closeBarsUntil,
  createBar,
  passCandle,
  type BarInProgress,
} from './bar-in-progress.ts';
import { isOpenAt } from './calendar.ts';

/** Newest facts of one symbol; one object for the market's life, changed in place. */
export interface MarketState {
  readonly instrument: Instrument;
  quote: Quote | undefined;
  /** When the newest tick of any kind was handled. */
  tsLast: EpochMs | undefined;
  ticks: number;
  lastTradePrice: Price | undefined;
}

export type FeedState = 'live' | 'stale' | 'closed' | 'waiting';

export interface MarketOptions {
  readonly instruments: readonly Instrument[];
  /** Bars to build, for every symbol. */
  readonly timeframesMs: readonly number[];
  /** Older than this, a feed is stale. */
  readonly staleAfterMs: number;
}

/**
 * Bars fall by the time the desk handles a tick, so that a bar once given out never changes.
 * Each method returns the bars that its input closed: by symbol, shorter timeframes first, oldest first.
 * Unknown symbols are ignored. Times must not go backwards.
 */
export interface Market {
  applyQuote(quote: Quote, ts: EpochMs): readonly Candle[];
  applyTrade(trade: Trade, ts: EpochMs): readonly Candle[];
  /** A finished bar from a tape: serves its own timeframe and every multiple; ticks then build none. */
  applyCandle(candle: Candle, ts: EpochMs): readonly Candle[];
  /** Takes the newest of `count` quotes at once, where bars come from a candle tape and quotes build none. */
  passQuotes(quote: Quote, count: number): void;
  /** When a bar is over by time alone; infinity while none is open. */
  nextDueTs(): EpochMs;
  /** True once finished bars have come: quotes and trades then build none. */
  hasCandles(symbol: SymbolId): boolean;
  /** Closes what is over by time alone. Bars of a candle tape wait for their last candle instead. */
  advance(ts: EpochMs): readonly Candle[];
  stateOf(symbol: SymbolId): MarketState | undefined;
  /** Symbols with a new quote; emptied by who keeps what depends on it. */
  readonly moved: Set<SymbolId>;
  feedState(symbol: SymbolId, now: EpochMs): FeedState;
}

/** What bars are made of; the best source seen so far wins and replaces the lesser for good. */
type BarSource = 'quotes' | 'trades' | 'candles';

interface Feed {
  readonly state: MarketState;
  readonly bars: readonly BarInProgress[];
  source: BarSource;
  /** Earliest end among `bars`: one comparison decides the quiet path. */
  tsDue: EpochMs;
}

const NO_BARS: readonly Candle[] = Object.freeze([]);

function createFeed(instrument: Instrument, timeframesMs: readonly number[]): Feed {
  const { symbol, calendar } = instrument;
  return {
    state: { instrument, quote: undefined, tsLast: undefined, ticks: 0, lastTradePrice: undefined },
    bars: timeframesMs.map((timeframeMs) => createBar({ symbol, timeframeMs, calendar })),
    source: 'quotes',
    tsDue: Number.POSITIVE_INFINITY,
  };
}

function refreshDue(feed: Feed): void {
  let due = Number.POSITIVE_INFINITY;
  for (const bar of feed.bars) due = Math.min(due, bar.tsEnd);
  feed.tsDue = due;
}

function closeDue(feed: Feed, ts: EpochMs): readonly Candle[] {
  if (ts < feed.tsDue || feed.source === 'candles') return NO_BARS;
  const closed: Candle[] = [];
  for (const bar of feed.bars) closeBarsUntil(bar, ts, closed);
  refreshDue(feed);
  return closed;
}

function switchSource(feed: Feed, source: BarSource): void {
  // Mids and trades must not mix in one bar: what the lesser source began is dropped.
  for (const bar of feed.bars) abandonBar(bar);
  feed.source = source;
  refreshDue(feed);
}

function addToBars(feed: Feed, price: Price, ts: EpochMs): void {
  const { bars } = feed;
  let hasOpened = false;
  // Indexed: a for-of over a short array costs an iterator on the hottest path there is.
  for (let index = 0; index < bars.length; index += 1) {
    const bar = bars[index];
    if (bar === undefined) continue;
    hasOpened ||= bar.isEmpty;
    addPrice(bar, price, ts);
  }
  if (hasOpened) refreshDue(feed);
}

function noteTick(state: MarketState, ts: EpochMs): void {
  state.tsLast = ts;
  state.ticks += 1;
}

function applyQuoteTo(feed: Feed, quote: Quote, ts: EpochMs): readonly Candle[] {
  noteTick(feed.state, ts);
  feed.state.quote = quote;
  const closed = closeDue(feed, ts);
  // The mid is exact to 8 decimals; half a unit of the 8th is dropped.
  if (feed.source === 'quotes') addToBars(feed, asPrice((quote.bid + quote.ask) >> 1n), ts);
  return closed;
}

function applyTradeTo(feed: Feed, trade: Trade, ts: EpochMs): readonly Candle[] {
  noteTick(feed.state, ts);
  feed.state.lastTradePrice = trade.price;
  const closed = closeDue(feed, ts);
  if (feed.source === 'quotes') switchSource(feed, 'trades');
  if (feed.source === 'candles') return closed;
  addToBars(feed, trade.price, ts);
  for (const bar of feed.bars) addVolume(bar, trade.qty);
  return closed;
}

function applyCandleTo(feed: Feed, candle: Candle, ts: EpochMs): readonly Candle[] {
  noteTick(feed.state, ts);
  if (feed.source !== 'candles') switchSource(feed, 'candles');
  const closed: Candle[] = [];
  for (const bar of feed.bars) {
    if (bar.timeframeMs % candle.timeframeMs !== 0) continue;
    closeBarsUntil(bar, candle.tsOpen, closed);
    if (bar.timeframeMs === candle.timeframeMs && bar.isEmpty && candle.ticks > 0) {
      passCandle(bar, candle, closed);
      continue;
    }
    addCandle(bar, candle);
    closeBarsUntil(bar, candle.tsOpen + candle.timeframeMs, closed);
  }
  return closed;
}

function advanceAll(feeds: readonly Feed[], ts: EpochMs): readonly Candle[] {
  let all = NO_BARS;
  for (const feed of feeds) {
    const closed = closeDue(feed, ts);
    if (closed.length > 0) all = all.length === 0 ? closed : [...all, ...closed];
  }
  return all;
}

function nextDueOf(feeds: readonly Feed[]): EpochMs {
  let due = Number.POSITIVE_INFINITY;
  for (const feed of feeds) if (feed.source !== 'candles') due = Math.min(due, feed.tsDue);
  return due;
}

function passQuotesTo(feed: Feed, quote: Quote, count: number): void {
  ensureInvariant(feed.source === 'candles', 'quotes that build bars were left out');
  feed.state.quote = quote;
  feed.state.tsLast = quote.tsEvent;
  feed.state.ticks += count;
}

function feedStateOf(state: MarketState, now: EpochMs, staleAfterMs: number): FeedState {
  if (!isOpenAt(state.instrument.calendar, now)) return 'closed';
  if (state.tsLast === undefined) return 'waiting';
  return now - state.tsLast > staleAfterMs ? 'stale' : 'live';
}

export function createMarket(options: MarketOptions): Market {
  const timeframesMs = [...new Set(options.timeframesMs)].sort((left, right) => left - right);
  const feeds = options.instruments.map((instrument) => createFeed(instrument, timeframesMs));
  const bySymbol = new Map(feeds.map((feed) => [feed.state.instrument.symbol, feed]));
  const moved = new Set<SymbolId>();
  return {
    moved,
    applyQuote: (quote, ts) => {
      const feed = bySymbol.get(quote.symbol);
      if (feed === undefined) return NO_BARS;
      moved.add(quote.symbol);
      return applyQuoteTo(feed, quote, ts);
    },
    applyTrade: (trade, ts) => {
      const feed = bySymbol.get(trade.symbol);
      return feed === undefined ? NO_BARS : applyTradeTo(feed, trade, ts);
    },
    applyCandle: (candle, ts) => {
      const feed = bySymbol.get(candle.symbol);
      return feed === undefined ? NO_BARS : applyCandleTo(feed, candle, ts);
    },
    passQuotes: (quote, count) => {
      const feed = bySymbol.get(quote.symbol);
      if (feed === undefined) return;
      moved.add(quote.symbol);
      passQuotesTo(feed, quote, count);
    },
    nextDueTs: () => nextDueOf(feeds),
    hasCandles: (symbol) => bySymbol.get(symbol)?.source === 'candles',
    advance: (ts) => advanceAll(feeds, ts),
    stateOf: (symbol) => bySymbol.get(symbol)?.state,
    feedState: (symbol, now) => {
      const feed = bySymbol.get(symbol);
      return feed === undefined ? 'waiting' : feedStateOf(feed.state, now, options.staleAfterMs);
    },
  };
}
