import type { ClientOrderId } from './kernel/ids.ts';
import type { Money } from './kernel/decimal.ts';
import type { Verdict } from './kernel/verdict.ts';
import type { AgentConfig } from './contract/agent/config/agent.schema.ts';
import type { AgentStatus } from './contract/agent/agent-status.schema.ts';
import type { LearningView } from './contract/agent/learning-view.schema.ts';
import type { RiskConfig, SafetyConfig } from './contract/config.schema.ts';
import type { SwitchPosition } from './model/control.ts';
import type { DeskView } from './model/desk-view.ts';
import type { Effect } from './model/effect.ts';
import type { DeskEvent } from './model/event.ts';
import type { Currency, Instrument } from './model/instrument.ts';
import type { EpochMs } from './kernel/clock.ts';
import type { SymbolId } from './kernel/ids.ts';
import type { Quote } from './model/tick.ts';
import type { Strategy } from './strategies/contract.ts';

/** One strategy as configured: parameters already checked by its own schema. */
export interface StrategySetup {
  readonly strategy: Strategy;
  readonly params: Record<string, unknown>;
  readonly symbols: readonly SymbolId[];
  readonly initial: SwitchPosition;
  /** Why it cannot run at all: it is shown as failed and never asked. */
  readonly failure?: string;
}

/** The trader that asks a model; all of it plain data but `digest`. */
export interface AgentSetup {
  readonly config: AgentConfig;
  readonly symbols: readonly SymbolId[];
  /** Why no model can be asked, in words for a person; empty when one can. */
  readonly modelAbsence: string;
  /** What the venue takes, for the snapshot and for the size. */
  readonly makerFeeBps: number;
  readonly takerFeeBps: number;
  /** Wall time minus desk time: prices of tokens and the budget's days are the provider's, not a tape's. */
  readonly wallShiftMs: number;
  readonly sdkVersion: string;
  /** SHA-256 of the canonical configuration. */
  readonly configHash: string;
  /** SHA-256 in lower-case hexadecimal; a pure function that core has no library for. */
  readonly digest: (text: string) => string;
}

export interface DeskOptions {
  /** Short id of the data folder; part of every client order id. */
  readonly deskId: string;
  readonly accountCurrency: Currency;
  /** Currencies counted one to one with the account's. */
  readonly pegged: readonly Currency[];
  readonly startingBalance: Money;
  readonly instruments: readonly Instrument[];
  readonly strategies: readonly StrategySetup[];
  readonly risk: RiskConfig;
  readonly safety: SafetyConfig;
  /** Absent: nothing is asked, and the desk is its strategies alone. */
  readonly agent?: AgentSetup;
  /** A live venue starts locked; simulation and replay do not. */
  readonly startsLocked: boolean;
}

/**
 * The desk is a pure function of its events: same options, same events, same effects, byte for byte.
 * The first event of a session is `DeskStarted`.
 */
export interface Desk {
  /** Effects in the order they must happen: records first, then what leaves the process. */
  handle(event: DeskEvent): readonly Effect[];
  /**
   * Asked by the executor after all queues, immediately before an order leaves.
   * A refusal must come back to the desk as `OrderWithheld`.
   */
  mayLeave(clientOrderId: ClientOrderId): Verdict;
  readonly view: DeskView;
  /** Undefined without an agent. */
  readonly agent: AgentDesk | undefined;
}

/** What the agent lets others read; computed when asked. */
export interface AgentDesk {
  /** Null before the desk's first event. */
  status(): AgentStatus | null;
  learning(): LearningView | null;
  /** Whether the derivatives of a symbol should be asked for now, and when at the latest. */
  pollPlan(symbol: SymbolId, now: EpochMs): { readonly tsDue: EpochMs; readonly isDue: boolean };
}

/**
 * The quotes that stand for one bar in one symbol, oldest first: whole units of 1e-8, as floats that hold them exactly.
 * One object a symbol, filled anew for each bar.
 */
export interface QuotePath {
  readonly symbol: SymbolId;
  readonly bids: Float64Array;
  readonly asks: Float64Array;
  /** The quote of the last point. */
  last(): Quote;
}

/**
 * What a simulated session may leave out because it would change nothing. Proved by
 * test/parity/quiet-path-equals-slow-path.test.ts: leaving it out gives the same records.
 */
export interface QuietDesk {
  /** Clock steps before this time change nothing, provided that nothing else happens in between. */
  tsClockMatters(): EpochMs;
  /** Clock steps up to `ts` were left out. */
  clockSkipped(ts: EpochMs): void;
  /**
   * Takes the points from `first` on of bars that lie side by side, and every clock step up to `tsEnd`, at once.
   * False, with nothing changed, when any of them could change more than prices.
   */
  passBars(paths: readonly QuotePath[], first: number, tsEnd: EpochMs): boolean;
  /** Lowest and highest equity at the points just passed, account currency in units of 1e-16, nearly exact. */
  readonly passed: { lowest: number; highest: number };
  /** Exact equity at one of the points just passed. */
  equityAtPoint(point: number): Money;
  /** Equity at the newest prices; undefined while something open has no price. */
  equity(): Money | undefined;
  openCount(): number;
  setLearning(isLearning: boolean): void;
}

/** A desk that a plain loop drives. */
export interface SimulatedDesk extends Desk {
  readonly quiet: QuietDesk;
}
