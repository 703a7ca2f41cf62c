import type { EpochMs } from '../../kernel/clock.ts';
import type { Money } from '../../kernel/decimal.ts';
import type { SymbolId } from '../../kernel/ids.ts';
import type { ClosedTrade } from '../../model/position.ts';

/** Equity at one moment, account currency. */
export interface EquitySample {
  readonly ts: EpochMs;
  readonly equity: Money;
}

/** A hole in the data inside opening hours. */
export interface DataGap {
  readonly symbol: SymbolId;
  readonly tsFrom: EpochMs;
  readonly tsTo: EpochMs;
}

/** What a run leaves behind, exact; the report is computed from nothing else. */
export interface BacktestOutcome {
  readonly tsFirst: EpochMs;
  readonly tsLast: EpochMs;
  /** Where trading began, after warm-up. */
  readonly tsFrom: EpochMs;
  readonly counts: {
    readonly bars: number;
    readonly quotes: number;
    readonly trades: number;
    readonly orders: number;
    readonly fills: number;
    readonly denials: number;
  };
  readonly gaps: readonly DataGap[];
  readonly startingBalance: Money;
  /** Sums of the ledger; `net = gross - fees + funding`. */
  readonly net: Money;
  readonly gross: Money;
  readonly fees: Money;
  readonly funding: Money;
  /** In the order they closed; those still open at the end are closed at the last price first. */
  readonly closedTrades: readonly ClosedTrade[];
  /** The first at `tsFrom`, the last at `tsLast`; in between at least one an hour of market time and one a UTC day. */
  readonly equity: readonly EquitySample[];
  /** Peak and bottom of the largest fall of equity, watched at every price, not only at the samples. */
  readonly drawdown: {
    readonly amount: Money;
    readonly pct: number;
    readonly tsPeak: EpochMs;
    readonly tsBottom: EpochMs;
    /** Longest stay below a peak, ms. */
    readonly longestMs: number;
  };
  /** Time with at least one open position, ms. */
  readonly exposedMs: number;
  readonly denialsByCode: ReadonlyMap<string, number>;
  readonly warnings: readonly string[];
}
