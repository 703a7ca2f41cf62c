import type { EpochMs } from '../kernel/clock.ts';
import type { Price, Qty } from '../kernel/decimal.ts';
import type {
  ClientOrderId,
  IntentId,
  PositionId,
  StrategyId,
  SymbolId,
  VenueOrderId,
} from '../kernel/ids.ts';
import type { RefusalNumbers } from '../kernel/verdict.ts';
import type { ExitReason } from './position.ts';
import type { Side } from './tick.ts';

/**
 * *Denied* is our own refusal, *rejected* the venue's; *unknown* means the wire broke:
 * the order may live at the venue until it has been asked.
 */
export type OrderState =
  | 'initialised'
  | 'denied'
  | 'submitted'
  | 'accepted'
  | 'partially_filled'
  | 'filled'
  | 'cancel_pending'
  | 'cancelled'
  | 'rejected'
  | 'expired'
  | 'unknown';

export type OrderType = 'market' | 'limit' | 'stop';
/** `gtc` rests, `ioc` takes what is there, `fok` takes all or nothing. */
export type TimeInForce = 'gtc' | 'ioc' | 'fok';
/** Why it was sent: decides which switches and checks apply. */
export type OrderPurpose = 'entry' | 'exit' | 'safety' | 'operator';

/** What crosses to the venue; everything it needs and nothing of ours besides the client id. */
export interface OrderRequest {
  readonly clientOrderId: ClientOrderId;
  readonly symbol: SymbolId;
  readonly side: Side;
  readonly type: OrderType;
  readonly timeInForce: TimeInForce;
  readonly qty: Qty;
  /** Limit price. */
  readonly price?: Price;
  /** Trigger of a stop order. */
  readonly stopPrice?: Price;
  readonly postOnly: boolean;
  /** The venue refuses or trims what would increase its net position. */
  readonly reduceOnly: boolean;
}

export interface Order extends OrderRequest {
  readonly intentId: IntentId;
  readonly strategyId: StrategyId;
  readonly purpose: OrderPurpose;
  /** The position it opens (its own intent id) or reduces. */
  readonly positionId: PositionId;
  readonly entry_probability: number;
  readonly entry_units_intent: Qty;
  readonly thesis: string;
  /** Entries: where the safety layer will put its stop once the first fill opens the position. */
  readonly plannedStopPrice?: Price;
  readonly plannedTargetPrice?: Price;
  /** Closing orders: why. */
  readonly exitReason?: ExitReason;
  readonly tsCreated: EpochMs;
  /** Not sent any more after this. */
  readonly tsExpires: EpochMs;
  state: OrderState;
  venueOrderId?: VenueOrderId;
  filledQty: Qty;
  tsUpdated: EpochMs;
  /** Why it was denied or rejected. */
  refusal?: { readonly code: string; readonly numbers: RefusalNumbers };
}
