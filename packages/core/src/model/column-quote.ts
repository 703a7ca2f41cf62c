import type { EpochMs } from '../kernel/clock.ts';
import { asPrice, toFloat, ZERO_QTY, type Price, type Qty } from '../kernel/decimal.ts';
import type { SymbolId } from '../kernel/ids.ts';
import type { Quote } from './tick.ts';

/** A quote without sizes from prices in whole units of 1e-8; its decimals are made when somebody asks. */
export class ColumnQuote implements Quote {
  readonly symbol: SymbolId;
  readonly bidUnits: number;
  readonly askUnits: number;
  readonly tsEvent: EpochMs;

  constructor(
    symbol: SymbolId,
    prices: { readonly bid: number; readonly ask: number },
    ts: EpochMs,
  ) {
    this.symbol = symbol;
    this.bidUnits = prices.bid;
    this.askUnits = prices.ask;
    this.tsEvent = ts;
  }

  get bid(): Price {
    return asPrice(BigInt(this.bidUnits));
  }

  get ask(): Price {
    return asPrice(BigInt(this.askUnits));
  }

  get bidQty(): Qty {
    return ZERO_QTY;
  }

  get askQty(): Qty {
    return ZERO_QTY;
  }
}

/** Nearest floats, as `toFloat` gives them; no decimal is made for a quote of columns. */
export const floatBid = (quote: Quote): number =>
  quote instanceof ColumnQuote ? quote.bidUnits / 1e8 : toFloat(quote.bid);
export const floatAsk = (quote: Quote): number =>
  quote instanceof ColumnQuote ? quote.askUnits / 1e8 : toFloat(quote.ask);
