import type { EpochMs } from '../kernel/clock.ts';
import type { Price, Qty } from '../kernel/decimal.ts';
import type { SymbolId } from '../kernel/ids.ts';

/** Best bid and ask with the sizes shown at them. Sizes are zero where the source has none. */
export interface Quote {
  readonly symbol: SymbolId;
  readonly bid: Price;
  readonly ask: Price;
  readonly bidQty: Qty;
  readonly askQty: Qty;
  /** At the venue. */
  readonly tsEvent: EpochMs;
}

export type Side = 'buy' | 'sell';

/** One public trade; `side` is the taker's. */
export interface Trade {
  readonly symbol: SymbolId;
  readonly price: Price;
  readonly qty: Qty;
  readonly side: Side;
  readonly tsEvent: EpochMs;
}
