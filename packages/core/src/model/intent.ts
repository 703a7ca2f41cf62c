import type { EpochMs } from '../kernel/clock.ts';
import type { Price, Qty } from '../kernel/decimal.ts';
import type { IntentId, PositionId, StrategyId, SymbolId } from '../kernel/ids.ts';
import type { OrderPurpose, OrderType, TimeInForce } from './order.ts';
import type { ExitReason } from './position.ts';
import type { Side } from './tick.ts';

/** A wish. Only `risk/approve.ts` turns one into an `ApprovedIntent`, and only that becomes an order. */
export interface Intent {
  readonly intentId: IntentId;
  readonly strategyId: StrategyId;
  readonly symbol: SymbolId;
  readonly purpose: OrderPurpose;
  readonly side: Side;
  readonly type: OrderType;
  readonly timeInForce: TimeInForce;
  /** Rounded to the instrument's lot, positive. */
  readonly qty: Qty;
  readonly price?: Price;
  /** Stated chance that the entry wins, 0..1. For exits, the entry's value. */
  readonly entry_probability: number;
  /** Signed size that the strategy wanted, before any rounding. For exits, the entry's value. */
  readonly entry_units_intent: Qty;
  /** One sentence a person can read beside the trade. */
  readonly thesis: string;
  /** Entries: where the safety layer puts its stop. A stop order: its trigger. */
  readonly stopPrice?: Price;
  readonly targetPrice?: Price;
  /** Exits: the position to reduce. Entries: the intent's own id. */
  readonly positionId: PositionId;
  readonly exitReason?: ExitReason;
  readonly tsExpires: EpochMs;
}
