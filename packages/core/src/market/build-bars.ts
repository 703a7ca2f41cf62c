import type { SymbolId } from '../kernel/ids.ts';
import type { QuoteColumns, TradeColumns } from '../model/columns.ts';
import type { TradingCalendar } from '../model/instrument.ts';
import { MAX_FILLERS } from './bar-in-progress.ts';
import { createBarSheet, ensureExactVolume, type BarFigures, type BuiltBars } from './bar-sheet.ts';
import { nextOpenTs } from './calendar.ts';

/** Which price of a quote the bars are made of; a mid drops half a unit of the eighth decimal, as the market does. */
export type QuotePrice = 'bid' | 'ask' | 'mid';

export interface BarBuilderOptions {
  readonly symbol: SymbolId;
  readonly timeframeMs: number;
  /** Decimals of the sizes that will come: those of the blocks. */
  readonly sizeDecimals: number;
  readonly calendar: TradingCalendar;
  /**
   * `flat`: a silent interval of the session is a bar at the close before it, up to 500 in a row, as in the
   * market of the desk. `none`: it is no bar.
   */
  readonly silence: 'flat' | 'none';
}

/**
 * Bars of ticks in columns, oldest first, exact: prices and sizes stay whole numbers. Ticks that share a bar
 * may come in different blocks. RangeError when time goes back or volume leaves what a double holds exactly.
 */
export interface BarBuilder {
  addTrades(block: TradeColumns): void;
  addQuotes(block: QuoteColumns, price: QuotePrice): void;
  /** The bars that are over since the last taking; the columns are valid until the next tick is added. */
  take(): BuiltBars;
  /** The same, with the bar in progress as the last one. */
  finish(): BuiltBars;
}

type OpenBar = { -readonly [key in keyof BarFigures]: BarFigures[key] };

const NONE = Number.POSITIVE_INFINITY;

class ColumnBarBuilder implements BarBuilder {
  readonly #options: BarBuilderOptions;
  readonly #sheet: ReturnType<typeof createBarSheet>;
  readonly #bar: OpenBar = { tsOpen: 0, open: 0, high: 0, low: 0, close: 0, volume: 0, ticks: 0 };
  /** End of the bar in progress; before the first tick there is none. */
  #tsEnd = NONE;
  #tsLast = Number.NEGATIVE_INFINITY;

  constructor(options: BarBuilderOptions) {
    const { symbol, timeframeMs, sizeDecimals } = options;
    this.#options = options;
    this.#sheet = createBarSheet({ symbol, timeframeMs, sizeDecimals });
  }

  addTrades({ length, tsEvent, price, qty, sizeDecimals }: TradeColumns): void {
    if (sizeDecimals !== this.#options.sizeDecimals) {
      throw new RangeError(
        `sizes have ${sizeDecimals} decimals, not ${this.#options.sizeDecimals}`,
      );
    }
    const bar = this.#bar;
    for (let row = 0; row < length; row += 1) {
      this.#add(tsEvent[row] ?? NONE, price[row] ?? 0);
      bar.volume += qty[row] ?? 0;
    }
  }

  addQuotes({ length, tsEvent, bid, ask }: QuoteColumns, price: QuotePrice): void {
    const side = price === 'ask' ? ask : bid;
    for (let row = 0; row < length; row += 1) {
      const at = side[row] ?? 0;
      // Half the distance, not half the sum: the sum of two columns may leave the exact doubles.
      const half = price === 'mid' ? Math.floor(((ask[row] ?? 0) - at) / 2) : 0;
      this.#add(tsEvent[row] ?? NONE, at + half);
    }
  }

  take(): BuiltBars {
    return this.#sheet.take();
  }

  finish(): BuiltBars {
    if (this.#tsEnd !== NONE) this.#give();
    this.#tsEnd = NONE;
    return this.#sheet.take();
  }

  #add(ts: number, price: number): void {
    if (ts < this.#tsLast) throw new RangeError(`time goes back: ${ts} after ${this.#tsLast}`);
    this.#tsLast = ts;
    const bar = this.#bar;
    if (ts >= this.#tsEnd || this.#tsEnd === NONE) this.#open(ts, price);
    else if (price > bar.high) bar.high = price;
    else if (price < bar.low) bar.low = price;
    bar.close = price;
    bar.ticks += 1;
  }

  /** Gives out the bar that is over and what was silent, and begins the bar that holds `ts`. */
  #open(ts: number, price: number): void {
    const { timeframeMs, silence } = this.#options;
    const bar = this.#bar;
    if (this.#tsEnd !== NONE) {
      this.#give();
      if (silence === 'flat') this.#fill(ts);
    }
    bar.tsOpen = ts - (ts % timeframeMs);
    this.#tsEnd = bar.tsOpen + timeframeMs;
    bar.open = bar.high = bar.low = price;
    bar.volume = 0;
    bar.ticks = 0;
  }

  #give(): void {
    ensureExactVolume(this.#bar);
    this.#sheet.add(this.#bar);
  }

  /** Flat bars for every interval of the session that ends before `ts`. */
  #fill(ts: number): void {
    const { timeframeMs, calendar } = this.#options;
    const { close } = this.#bar;
    const flat = { open: close, high: close, low: close, close, volume: 0, ticks: 0 };
    const next = (from: number) =>
      Math.ceil(nextOpenTs(calendar, from) / timeframeMs) * timeframeMs;
    let tsOpen = next(this.#tsEnd);
    for (let count = 0; count < MAX_FILLERS && tsOpen + timeframeMs <= ts; count += 1) {
      this.#sheet.add({ tsOpen, ...flat });
      tsOpen = next(tsOpen + timeframeMs);
    }
  }
}

/** A builder for one symbol and timeframe. RangeError when the timeframe is no whole number above zero. */
export function createBarBuilder(options: BarBuilderOptions): BarBuilder {
  if (!Number.isInteger(options.timeframeMs) || options.timeframeMs <= 0) {
    throw new RangeError(
      `timeframeMs must be a whole number above zero, not ${options.timeframeMs}`,
    );
  }
  return new ColumnBarBuilder(options);
}
