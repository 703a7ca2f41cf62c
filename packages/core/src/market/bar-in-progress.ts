import type { EpochMs } from '../kernel/clock.ts';
import { asPrice, asQty, ZERO_QTY, type Price, type Qty } from '../kernel/decimal.ts';
import type { SymbolId } from '../kernel/ids.ts';
import type { Candle } from '../model/candle.ts';
import type { TradingCalendar } from '../model/instrument.ts';
import { nextOpenTs } from './calendar.ts';

/** Flat bars in a row that stand for silence; after that the series has a hole until the next tick. */
export const MAX_FILLERS = 500;

/** The bar being built for one symbol and timeframe, changed in place. */
export interface BarInProgress {
  readonly symbol: SymbolId;
  readonly timeframeMs: number;
  readonly calendar: TradingCalendar;
  tsOpen: EpochMs;
  /** End of the bar; infinity while no bar is open. */
  tsEnd: EpochMs;
  open: Price;
  high: Price;
  low: Price;
  close: Price;
  volume: Qty;
  ticks: number;
  /** Nothing has traded in it yet: its prices repeat the close before. */
  isEmpty: boolean;
  /** Flat bars given out since the last one with a tick. */
  fillers: number;
}

const NO_PRICE = asPrice(0n);

export function createBar(options: {
  readonly symbol: SymbolId;
  readonly timeframeMs: number;
  readonly calendar: TradingCalendar;
}): BarInProgress {
  return {
    symbol: options.symbol,
    timeframeMs: options.timeframeMs,
    calendar: options.calendar,
    tsOpen: 0,
    tsEnd: Number.POSITIVE_INFINITY,
    open: NO_PRICE,
    high: NO_PRICE,
    low: NO_PRICE,
    close: NO_PRICE,
    volume: ZERO_QTY,
    ticks: 0,
    isEmpty: true,
    fillers: 0,
  };
}

function openAt(bar: BarInProgress, tsOpen: EpochMs): void {
  bar.tsOpen = tsOpen;
  bar.tsEnd = tsOpen + bar.timeframeMs;
  bar.open = bar.high = bar.low = bar.close;
  bar.volume = ZERO_QTY;
  bar.ticks = 0;
  bar.isEmpty = true;
}

/** Forgets what is in progress; the next tick opens a bar of its own time. */
export function abandonBar(bar: BarInProgress): void {
  openAt(bar, 0);
  bar.tsEnd = Number.POSITIVE_INFINITY;
  bar.fillers = 0;
}

function candleOf(bar: BarInProgress): Candle {
  return {
    symbol: bar.symbol,
    timeframeMs: bar.timeframeMs,
    tsOpen: bar.tsOpen,
    open: bar.open,
    high: bar.high,
    low: bar.low,
    close: bar.close,
    volume: bar.volume,
    ticks: bar.ticks,
  };
}

function openNext(bar: BarInProgress): void {
  const opens = nextOpenTs(bar.calendar, bar.tsEnd);
  openAt(bar, Math.ceil(opens / bar.timeframeMs) * bar.timeframeMs);
  if (bar.fillers >= MAX_FILLERS) bar.tsEnd = Number.POSITIVE_INFINITY;
}

/** Gives out every bar that is over at `ts`, flat ones for silent intervals of the session included. */
export function closeBarsUntil(bar: BarInProgress, ts: EpochMs, closed: Candle[]): void {
  while (bar.tsEnd <= ts) {
    bar.fillers = bar.isEmpty ? bar.fillers + 1 : 0;
    closed.push(candleOf(bar));
    openNext(bar);
  }
}

/** Makes the bar that holds `ts` the one in progress; bars before it must have been given out. */
function moveTo(bar: BarInProgress, ts: EpochMs): void {
  // A tick before the waiting bar comes from outside the calendar's session: it still deserves a bar.
  const isElsewhere = bar.tsEnd === Number.POSITIVE_INFINITY || (bar.isEmpty && ts < bar.tsOpen);
  if (isElsewhere) openAt(bar, ts - (ts % bar.timeframeMs));
}

/** Adds a price seen at `ts`; `closeBarsUntil(ts)` comes first. */
export function addPrice(bar: BarInProgress, price: Price, ts: EpochMs): void {
  if (bar.isEmpty) {
    moveTo(bar, ts);
    bar.open = bar.high = bar.low = price;
    bar.isEmpty = false;
  } else if (price > bar.high) bar.high = price;
  else if (price < bar.low) bar.low = price;
  bar.close = price;
  bar.ticks += 1;
}

export function addVolume(bar: BarInProgress, volume: Qty): void {
  bar.volume = asQty(bar.volume + volume);
}

/**
 * A finished bar of this very length while nothing else is in progress: given out as it came, without being taken
 * apart and put together again. The same as `addCandle` and `closeBarsUntil` its end, for a bar that is not silent.
 */
export function passCandle(bar: BarInProgress, candle: Candle, closed: Candle[]): void {
  moveTo(bar, candle.tsOpen);
  bar.fillers = 0;
  bar.close = candle.close;
  closed.push(candle);
  openNext(bar);
}

/** A bar in which nothing happened: it must not set the open of a longer bar. */
function isSilent(candle: Candle, closeBefore: Price): boolean {
  return candle.volume === 0n && candle.high === candle.low && candle.close === closeBefore;
}

/** Merges a shorter bar, or one of the same length; `closeBarsUntil(candle.tsOpen)` comes first. */
export function addCandle(bar: BarInProgress, candle: Candle): void {
  if (bar.isEmpty) {
    moveTo(bar, candle.tsOpen);
    bar.fillers = 0;
    if (!isSilent(candle, bar.close)) {
      bar.open = candle.open;
      bar.high = candle.high;
      bar.low = candle.low;
      bar.isEmpty = false;
    }
  } else {
    if (candle.high > bar.high) bar.high = candle.high;
    if (candle.low < bar.low) bar.low = candle.low;
  }
  bar.close = candle.close;
  bar.ticks += candle.ticks;
  addVolume(bar, candle.volume);
}
