import type { EpochMs } from '../kernel/clock.ts';
import type { Price, Qty } from '../kernel/decimal.ts';
import type { ClientOrderId, SymbolId, TradeId, VenueOrderId } from '../kernel/ids.ts';
import type { RefusalNumbers } from '../kernel/verdict.ts';
import type { Fill } from './fill.ts';
import type { OrderRequest } from './order.ts';

/** What a venue says of one order. Reports of a resent or late message may repeat: the desk books each fill once. */
export type VenueReport =
  | {
      readonly type: 'OrderAccepted';
      readonly clientOrderId: ClientOrderId;
      readonly venueOrderId: VenueOrderId;
      readonly tsEvent: EpochMs;
    }
  | {
      readonly type: 'OrderRejected';
      readonly clientOrderId: ClientOrderId;
      /** The venue's refusal in our CATEGORY_CONDITION form, for example `VENUE_MIN_NOTIONAL`. */
      readonly code: string;
      readonly numbers: RefusalNumbers;
      readonly tsEvent: EpochMs;
    }
  | { readonly type: 'OrderFilled'; readonly fill: Fill; readonly tsEvent: EpochMs }
  | {
      readonly type: 'OrderCancelled';
      readonly clientOrderId: ClientOrderId;
      readonly tsEvent: EpochMs;
    }
  | {
      readonly type: 'OrderExpired';
      readonly clientOrderId: ClientOrderId;
      readonly tsEvent: EpochMs;
    }
  | {
      readonly type: 'CancelRejected';
      readonly clientOrderId: ClientOrderId;
      readonly code: string;
      readonly tsEvent: EpochMs;
    };

/** An order in the venue's own book. */
export interface VenueOrder extends OrderRequest {
  readonly venueOrderId: VenueOrderId;
  readonly status: 'open' | 'filled' | 'cancelled' | 'expired' | 'rejected';
  readonly filledQty: Qty;
  readonly tsAccepted: EpochMs;
}

export interface VenuePosition {
  readonly symbol: SymbolId;
  /** Signed net over everything on the account. */
  readonly qty: Qty;
  readonly averagePrice: Price;
}

/** The venue's book at one moment, as far as a restart or a check needs it. */
export interface VenueSnapshot {
  readonly tsEvent: EpochMs;
  readonly positions: readonly VenuePosition[];
  readonly openOrders: readonly VenueOrder[];
  /** Fills after the trade id that was asked for, oldest first. */
  readonly fills: readonly Fill[];
  readonly lastTradeId?: TradeId;
}
