import type { EpochMs } from '../kernel/clock.ts';
import type { Money, Price, Rate } from '../kernel/decimal.ts';
import type { SymbolId } from '../kernel/ids.ts';
import type { LockState, StrategyControl } from '../model/control.ts';
import type { DeskPhase } from '../model/desk-view.ts';
import type { Instrument } from '../model/instrument.ts';

/** What the switches say; enough to decide whether an order of a given purpose may leave. */
export interface GuardFacts {
  readonly lock: LockState;
  /** Absent: nothing is known of this strategy's switch, which counts as off. */
  readonly control: StrategyControl | undefined;
  readonly phase: DeskPhase;
  readonly isFlattening: boolean;
  /** The venue holds something here that no order of ours explains. */
  readonly hasExternal: boolean;
  readonly isThrottled: boolean;
}

/** Facts an entry is measured against, at the event being handled. Money in account currency. */
export interface EntryFacts extends GuardFacts {
  readonly now: EpochMs;
  readonly instrument: Instrument;
  readonly bid: Price;
  readonly ask: Price;
  readonly rate: Rate | undefined;
  readonly isFeedLive: boolean;
  readonly feedAgeMs: number;
  /** A symbol whose open risk has no price or rate yet: limits cannot be judged. */
  readonly unpriced: SymbolId | undefined;
  /** Open positions plus everything in flight, unknown orders included. */
  readonly symbolExposure: Money;
  readonly totalExposure: Money;
  readonly workingOrders: number;
  readonly ordersLastSecond: number;
  readonly dayPnl: Money;
  readonly drawdownPct: number;
  readonly isBreakerTripped: boolean;
  /** Entries of this strategy, symbol and side inside the throttle's window. */
  readonly recentEntries: number;
}

/** Limits in exact form. */
export interface RiskLimits {
  readonly maxOrderNotional: Money;
  readonly maxSymbolExposure: Money;
  readonly maxTotalExposure: Money;
  readonly maxOpenOrders: number;
  readonly maxOrdersPerSecond: number;
  readonly priceCollarBps: number;
  readonly staleAfterMs: number;
  readonly maxDailyLoss: Money;
  readonly maxDrawdownPct: number;
  readonly repeatedEntriesLimit: number;
  readonly repeatedEntriesWindowMs: number;
}
