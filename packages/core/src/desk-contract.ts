import type { ClientOrderId } from './kernel/ids.ts';
import type { Money } from './kernel/decimal.ts';
import type { Verdict } from './kernel/verdict.ts';
import type { RiskConfig, SafetyConfig } from './contract/config.schema.ts';
import type { SwitchPosition } from './model/control.ts';
import type { DeskView } from './model/desk-view.ts';
import type { Effect } from './model/effect.ts';
import type { DeskEvent } from './model/event.ts';
import type { Currency, Instrument } from './model/instrument.ts';
import type { SymbolId } from './kernel/ids.ts';
import type { Strategy } from './strategies/contract.ts';

/** One strategy as configured: parameters already checked by its own schema. */
export interface StrategySetup {
  readonly strategy: Strategy;
  readonly params: Record<string, unknown>;
  readonly symbols: readonly SymbolId[];
  readonly initial: SwitchPosition;
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
}
