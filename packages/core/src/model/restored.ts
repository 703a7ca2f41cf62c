import type { EpochMs } from '../kernel/clock.ts';
import { ZERO_MONEY, type Money } from '../kernel/decimal.ts';
import type { StrategyId, SymbolId, TradeId } from '../kernel/ids.ts';
import type { Candle } from './candle.ts';
import type { LockState, ParamsVersion, StrategyControl } from './control.ts';
import type { Order } from './order.ts';
import type { Position } from './position.ts';

/** Sums the ledger carries over a restart; all account currency. */
export interface LedgerTotals {
  readonly fills: number;
  readonly realised: Money;
  readonly fees: Money;
  readonly net: Money;
  readonly bySymbol: readonly { readonly symbol: SymbolId; readonly net: Money }[];
  readonly byStrategy: readonly {
    readonly strategyId: StrategyId;
    readonly net: Money;
    readonly trades: number;
    readonly wins: number;
  }[];
  /** Signed sum of price times quantity of every fill by symbol, quote currency: the second way to the same profit. */
  readonly cashQuote: readonly {
    readonly symbol: SymbolId;
    readonly cash: Money;
    readonly realised: Money;
  }[];
}

/** What limits remember: a restart must not forgive a loss. Account currency. */
export interface RiskMemory {
  readonly tsDay: EpochMs;
  readonly dayStartEquity: Money;
  readonly peakEquity: Money;
  /** Set while the drawdown breaker holds entries; cleared by a person's unlock. */
  readonly breakerTrippedTs?: EpochMs;
  /** Strategies the repeated-execution throttle switched off. */
  readonly throttled: readonly StrategyId[];
}

/** Everything the tables hold, read at start. Absent control state means locked. */
export interface RestoredState {
  readonly lock?: LockState;
  readonly controls: readonly StrategyControl[];
  /** The newest of each strategy whose parameters a person has changed. */
  readonly params?: readonly ParamsVersion[];
  readonly orders: readonly Order[];
  readonly positions: readonly Position[];
  readonly totals: LedgerTotals;
  readonly riskMemory?: RiskMemory;
  readonly lastTradeId?: TradeId;
  /** Newest fills' trade ids, so that a replayed report is recognised. */
  readonly recentTradeIds: readonly TradeId[];
  /** What the agent knew, in its own words: `RecordAgentState`. */
  readonly agentState?: string;
  /** Warm-up bars, oldest first; strategies see them as history and may not act on them. */
  readonly history: readonly Candle[];
}

/** A ledger nothing was booked in. */
export const EMPTY_TOTALS: LedgerTotals = {
  fills: 0,
  realised: ZERO_MONEY,
  fees: ZERO_MONEY,
  net: ZERO_MONEY,
  bySymbol: [],
  byStrategy: [],
  cashQuote: [],
};

/** A first start: nothing stands. Without a lock state the desk starts locked. */
export const emptyRestoredState = (lock?: LockState): RestoredState => ({
  ...(lock !== undefined && { lock }),
  controls: [],
  orders: [],
  positions: [],
  totals: EMPTY_TOTALS,
  recentTradeIds: [],
  history: [],
});
