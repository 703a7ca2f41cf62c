import type { Money, Price, Qty } from '../kernel/decimal.ts';
import type { SymbolId } from '../kernel/ids.ts';

/** Upper-case currency code, for example `USDT`. */
export type Currency = string;

/** `always`: crypto. `fx-week`: Sunday 21:00 to Friday 21:00 UTC; silence outside it is not a fault. */
export type TradingCalendar = 'always' | 'fx-week';

/** What may be traded and the venue's filters on it. Linear: profit and loss arise in the quote currency. */
export interface Instrument {
  readonly symbol: SymbolId;
  readonly base: Currency;
  readonly quote: Currency;
  /** Every order price is a multiple of this. */
  readonly tickSize: Price;
  /** Every order quantity is a multiple of this. */
  readonly lotSize: Qty;
  readonly minQty: Qty;
  /** Smallest price times quantity, in quote currency. */
  readonly minNotional: Money;
  readonly calendar: TradingCalendar;
}
