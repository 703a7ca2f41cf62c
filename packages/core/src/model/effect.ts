import type { EpochMs } from '../kernel/clock.ts';
import type { ClientOrderId, IntentId, StrategyId, SymbolId, TradeId } from '../kernel/ids.ts';
import type { RefusalNumbers } from '../kernel/verdict.ts';
import type { LockState, ParamsVersion, StrategyControl } from './control.ts';
import type { BookedFill } from './fill.ts';
import type { AgentOutbound, AgentRecord } from './agent/agent-effect.ts';
import type { Intent } from './intent.ts';
import type { Order, OrderPurpose, OrderRequest } from './order.ts';
import type { ClosedTrade, Position } from './position.ts';
import type { LedgerTotals, RiskMemory } from './restored.ts';
import type { Side } from './tick.ts';

/** What a strategy last said, whether or not anything came of it. */
export interface Signal {
  readonly strategyId: StrategyId;
  readonly symbol: SymbolId;
  readonly side: Side;
  readonly purpose: OrderPurpose;
  readonly entry_probability: number;
  readonly thesis: string;
  readonly ts: EpochMs;
}

/** An intent that was stopped by us. */
export interface DenialRecord {
  readonly intentId: IntentId;
  readonly strategyId: StrategyId;
  readonly symbol: SymbolId;
  readonly purpose: OrderPurpose;
  readonly code: string;
  readonly numbers: RefusalNumbers;
  readonly ts: EpochMs;
  /** Equal refusals since the last record of this code, this one included. */
  readonly count: number;
}

export type AlertLevel = 'info' | 'warning' | 'critical';

export interface Alert {
  readonly level: AlertLevel;
  readonly code: string;
  readonly text: string;
  readonly ts: EpochMs;
}

/** Rows to store. Objects are snapshots: the desk never changes one after handing it out. */
export type RecordEffect =
  | { readonly type: 'RecordIntent'; readonly intent: Intent; readonly ts: EpochMs }
  | { readonly type: 'RecordOrder'; readonly order: Order }
  | {
      readonly type: 'RecordFill';
      readonly fill: BookedFill;
      /** Ledger after this fill, stored in the same transaction. */
      readonly totals: LedgerTotals;
    }
  | { readonly type: 'RecordPosition'; readonly position: Position }
  | { readonly type: 'RecordTradeClosed'; readonly trade: ClosedTrade }
  | { readonly type: 'RecordControl'; readonly control: StrategyControl }
  | { readonly type: 'RecordParams'; readonly version: ParamsVersion }
  | { readonly type: 'RecordLock'; readonly lock: LockState }
  | { readonly type: 'RecordRiskMemory'; readonly memory: RiskMemory }
  | { readonly type: 'RecordSignal'; readonly signal: Signal }
  | { readonly type: 'RecordDenial'; readonly denial: DenialRecord }
  | AgentRecord;

/** What leaves the process; held until the events behind it and all records are on disk. */
export type OutboundEffect =
  | { readonly type: 'SubmitOrder'; readonly request: OrderRequest; readonly purpose: OrderPurpose }
  | {
      readonly type: 'CancelOrder';
      readonly clientOrderId: ClientOrderId;
      readonly symbol: SymbolId;
    }
  | {
      readonly type: 'QueryOrder';
      readonly clientOrderId: ClientOrderId;
      readonly symbol: SymbolId;
    }
  /** Ask for positions, open orders and the fills after a trade id. */
  | { readonly type: 'QueryVenue'; readonly afterTradeId?: TradeId }
  | { readonly type: 'RaiseAlert'; readonly alert: Alert }
  | AgentOutbound;

export type Effect = RecordEffect | OutboundEffect;

/** Shared by every event that changes nothing: the quiet path allocates nothing. */
export const NO_EFFECTS: readonly Effect[] = Object.freeze([]);
