import type { EpochMs } from '../kernel/clock.ts';
import { asPrice, toFloat, type Price, type Qty } from '../kernel/decimal.ts';
import type { SymbolId } from '../kernel/ids.ts';
import { asSize } from './column-candle.ts';
import type { Quote } from './tick.ts';

/** What a row of columns shows on both sides: prices in whole units of 1e-8, sizes in units of their column. */
export interface QuoteFigures {
  readonly bid: number;
  readonly ask: number;
  readonly bidQty: number;
  readonly askQty: number;
  readonly sizeDecimals: number;
}

/** A quote of columns; its decimals are made when somebody asks: most quotes are looked at as floats alone. */
export class ColumnQuote implements Quote {
  readonly symbol: SymbolId;
  readonly tsEvent: EpochMs;
  readonly bidUnits: number;
  readonly askUnits: number;
  readonly #bidSize: number;
  readonly #askSize: number;
  readonly #sizeDecimals: number;

  constructor(symbol: SymbolId, figures: QuoteFigures, ts: EpochMs) {
    this.symbol = symbol;
    this.tsEvent = ts;
    this.bidUnits = figures.bid;
    this.askUnits = figures.ask;
    this.#bidSize = figures.bidQty;
    this.#askSize = figures.askQty;
    this.#sizeDecimals = figures.sizeDecimals;
  }

  get bid(): Price {
    return asPrice(BigInt(this.bidUnits));
  }

  get ask(): Price {
    return asPrice(BigInt(this.askUnits));
  }

  get bidQty(): Qty {
    return asSize(this.#bidSize, this.#sizeDecimals);
  }

  get askQty(): Qty {
    return asSize(this.#askSize, this.#sizeDecimals);
  }
}

/** Nearest floats, as `toFloat` gives them; no decimal is made for a quote of columns. */
export const floatBid = (quote: Quote): number =>
  quote instanceof ColumnQuote ? quote.bidUnits / 1e8 : toFloat(quote.bid);
export const floatAsk = (quote: Quote): number =>
  quote instanceof ColumnQuote ? quote.askUnits / 1e8 : toFloat(quote.ask);
