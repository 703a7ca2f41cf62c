import type { EpochMs } from '../kernel/clock.ts';
import type { Money, Price, Qty } from '../kernel/decimal.ts';
import type { ClientOrderId, PositionId, StrategyId, SymbolId } from '../kernel/ids.ts';

/**
 * What one strategy holds in one instrument. The venue's net is the sum over strategies plus what is external.
 */
export interface Position {
  readonly positionId: PositionId;
  readonly strategyId: StrategyId;
  readonly symbol: SymbolId;
  /** Signed: positive is long. Never zero while open. */
  qty: Qty;
  /** Signed cost of what is still open, quote currency: quantity times average entry price. */
  costQuote: Money;
  /** Largest absolute quantity held so far. */
  peakQty: Qty;
  /** Quantity closed so far and what it traded for (sum of price times quantity, quote currency, unsigned). */
  exitQty: Qty;
  exitQuote: Money;
  /** Over the life of the position, account currency: before fees, and the fees. Net is their difference. */
  realised: Money;
  fees: Money;
  readonly tsOpened: EpochMs;
  readonly entry_probability: number;
  readonly entry_units_intent: Qty;
  readonly thesis: string;
  /** Safety layer; moves only in the position's favour, or by the operator's hand. */
  stopPrice: Price;
  targetPrice?: Price;
  /** Best mid price seen since opening, for the trailing stop. */
  bestPrice: Price;
  /** The order that is closing it, if one is on its way: exactly one exit at a time. */
  closingOrderId?: ClientOrderId;
  /** Why that order was sent. */
  closingReason?: ExitReason;
  closingThesis?: string;
  /** Of an exit that waits for the end of the stop below (a reason without an order): how much; absent: all of it. */
  closingQty?: Qty;
  /** The stop that rests at the venue for it, from the moment it is sent until its end with all fills is booked. */
  stopOrderId?: ClientOrderId;
}

/** Why a position was closed; `end_of_data` in the outcome of a backtest alone. */
export type ExitReason =
  'strategy' | 'stop' | 'trailing_stop' | 'operator' | 'flatten' | 'external' | 'end_of_data';

/** A finished round trip, the row of the trades list. */
export interface ClosedTrade {
  readonly positionId: PositionId;
  readonly strategyId: StrategyId;
  readonly symbol: SymbolId;
  readonly side: 'long' | 'short';
  /** Largest absolute quantity held. */
  readonly qty: Qty;
  readonly entryPrice: Price;
  readonly exitPrice: Price;
  readonly tsOpened: EpochMs;
  readonly tsClosed: EpochMs;
  /** Account currency. */
  readonly realised: Money;
  readonly fees: Money;
  readonly net: Money;
  readonly entry_probability: number;
  readonly entry_units_intent: Qty;
  readonly thesis: string;
  readonly exitReason: ExitReason;
  readonly exitThesis: string;
}
