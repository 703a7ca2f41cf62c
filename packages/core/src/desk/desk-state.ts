import type { EpochMs } from '../kernel/clock.ts';
import type { Money, Qty } from '../kernel/decimal.ts';
import { ensureDefined } from '../kernel/ensure.ts';
import { NewestKeys } from '../kernel/newest-keys.ts';
import {
  asStrategyId,
  type ClientOrderId,
  type PositionId,
  type StrategyId,
  type SymbolId,
  type TradeId,
} from '../kernel/ids.ts';
import type { DeskOptions } from '../desk-contract.ts';
import { createStrategyRunner, type StrategyRunner } from '../decision/strategy-runner.ts';
import { OrderBook } from '../execution/order-book.ts';
import { createMarket, type Market } from '../market/market.ts';
import type { LockState, ParamsVersion, StrategyControl } from '../model/control.ts';
import type { DeskPhase, FlattenView, ReconcileView } from '../model/desk-view.ts';
import type { DenialRecord, Signal } from '../model/effect.ts';
import type { Fill } from '../model/fill.ts';
import type { Instrument } from '../model/instrument.ts';
import { createAccountRates, type AccountRates } from '../portfolio/account-rates.ts';
import { Ledger } from '../portfolio/ledger.ts';
import { PositionBook } from '../portfolio/position-book.ts';
import type { RiskLimits } from '../risk/risk-facts.ts';
import { parseRiskLimits } from '../risk/risk-limits.ts';
import { parseSafetyLimits, withoutTrailing, type SafetyLimits } from '../risk/safety-layer.ts';
import type { AgentMemory } from './agent/agent-memory.ts';
import { AGENT_STRATEGIES, withAgentStrategies } from './agent/agent-strategies.ts';
import { EffectCollector } from './effect-collector.ts';
import { EntryThrottle } from './entry-throttle.ts';
import { HeldValues } from './held-values.ts';

/** Waits before the next try to close a position the venue would not let us close. */
export interface ExitBackoff {
  readonly attempts: number;
  readonly tsNext: EpochMs;
}

/** What is remembered of a position whose stop rests at the venue; none of it is stored. */
export interface StopWatch {
  /** Since when it has been without a stop at the venue; undefined while one stands or a close is on its way. */
  tsBare: EpochMs | undefined;
  /** When the price was first seen at its stop. */
  tsReached: EpochMs | undefined;
  /** Stops in a row that ended without our asking and without a fill. */
  ends: number;
  /** Why no stop is tried any more and the position only closed. */
  givenUp: string | undefined;
}

/** The desk's whole memory. Only the handlers in this folder change it, one event at a time. */
export interface DeskState {
  readonly options: DeskOptions;
  readonly limits: RiskLimits;
  readonly safety: SafetyLimits;
  /** Strategies whose positions are not trailed, with the limits that hold for them. */
  readonly ownSafety: ReadonlyMap<StrategyId, SafetyLimits>;
  /** Strategies whose protective stops rest at the venue. */
  readonly restingStrategies: ReadonlySet<StrategyId>;
  readonly instruments: ReadonlyMap<SymbolId, Instrument>;
  readonly market: Market;
  readonly rates: AccountRates;
  readonly runner: StrategyRunner;
  readonly throttle: EntryThrottle;
  readonly effects: EffectCollector;
  positions: PositionBook;
  /** What the positions are worth, kept between two prices; holds nothing that cannot be worked out again. */
  readonly values: HeldValues;
  orders: OrderBook;
  ledger: Ledger;
  lock: LockState;
  readonly controls: Map<StrategyId, StrategyControl>;
  readonly params: Map<StrategyId, ParamsVersion>;
  phase: DeskPhase;
  readonly impairments: Map<string, string>;
  flatten: FlattenView;
  reconcile: ReconcileView;
  /** The event being handled, and how many intents it has made. */
  seq: number;
  ts: EpochMs;
  ordinal: number;
  tsDay: EpochMs;
  dayStartEquity: Money;
  peakEquity: Money;
  breakerTrippedTs: EpochMs | undefined;
  tsRiskRecorded: EpochMs;
  isRiskDirty: boolean;
  /** Nothing that equity is made of has changed since it was last compared with its limits. */
  isEquityWatched: boolean;
  /** Market events go to the brains as history: they learn and propose nothing. */
  isLearning: boolean;
  readonly throttled: Set<StrategyId>;
  /** Booked trades remembered one by one; older ones are told by the floor. */
  readonly seenTrades: NewestKeys<string>;
  /** Trade ids stored before this start. */
  readonly restoredTrades: Set<TradeId>;
  /** Every fill up to here is booked: a snapshot of the venue has said so. */
  confirmedTradeId: TradeId | undefined;
  /** Trades up to here were booked and have left `seenTrades`: a report of one is always a repeat. */
  tradeFloor: TradeId | undefined;
  /** Fills that wait for the first quote of the pair that converts them. */
  deferredFills: Fill[];
  readonly exitBackoff: Map<PositionId, ExitBackoff>;
  readonly stopWatches: Map<PositionId, StopWatch>;
  /** Positions whose stop moved since they were last stored. */
  readonly dirtyPositions: Set<PositionId>;
  readonly tsQueried: Map<ClientOrderId, EpochMs>;
  readonly tsCancelTried: Map<ClientOrderId, EpochMs>;
  readonly timesNotFound: Map<ClientOrderId, number>;
  /** Orders whose end the venue has reported while some of their fills may still be missing. */
  readonly endReported: Set<ClientOrderId>;
  /** Differences with the venue's book that one snapshot has shown and a second must confirm. */
  readonly suspects: Map<SymbolId, Qty>;
  /** Number of the lock that a flatten set and will take back when it is done. */
  flattenLockSeq: number | undefined;
  tsVenueQueried: EpochMs;
  tsMissingAsked: EpochMs;
  readonly lastSignals: Map<StrategyId, Signal>;
  readonly lastDenials: Map<StrategyId, DenialRecord>;
  /** Undefined without an agent, and before the first event. */
  agent: AgentMemory | undefined;
  readonly denialRuns: Map<string, { ts: EpochMs; count: number }>;
}

/** The limits the safety layer holds a strategy's positions to. */
export const safetyOf = (state: DeskState, strategyId: StrategyId): SafetyLimits =>
  state.ownSafety.get(strategyId) ?? state.safety;

const TRADES_REMEMBERED = 20_000;

const UNKNOWN_LOCK: LockState = {
  level: 'lock',
  reason: 'control state unknown',
  by: 'desk',
  tsSince: 0,
  eventSeq: 0,
};

const NO_FLATTEN: FlattenView = {
  phase: 'idle',
  by: '',
  tsStarted: 0,
  attempts: 0,
  left: [],
};

function createRooms(options: DeskOptions, positionsOf: () => PositionBook) {
  const timeframesMs = [
    ...new Set(options.strategies.flatMap((setup) => setup.strategy.timeframesMs)),
  ];
  return {
    instruments: new Map(options.instruments.map((instrument) => [instrument.symbol, instrument])),
    market: createMarket({
      instruments: options.instruments,
      timeframesMs,
      staleAfterMs: options.risk.stale_after_ms,
    }),
    rates: createAccountRates(options),
    runner: createStrategyRunner({
      setups: options.strategies,
      instruments: options.instruments,
      findPosition: (strategyId, symbol) => positionsOf().find(strategyId, symbol),
    }),
    throttle: new EntryThrottle(options.risk.repeated_entries_window_ms),
  };
}

/** Pairs are not trailed; what the agent holds for days has figures of its own, beside the desk's. */
function ownSafetyOf({ strategies, safety }: DeskOptions): ReadonlyMap<StrategyId, SafetyLimits> {
  const own = new Map<StrategyId, SafetyLimits>();
  for (const { strategy } of strategies) {
    const strategyId = asStrategyId(strategy.id);
    if (strategy.isTrailed === false)
      own.set(strategyId, withoutTrailing(parseSafetyLimits(safety)));
    const { agent } = safety;
    if (agent !== undefined && AGENT_STRATEGIES.has(strategyId)) {
      own.set(strategyId, parseSafetyLimits({ ...safety, ...agent }));
    }
  }
  return own;
}

/** Locked until the first event says otherwise. */
export function createDeskState(given: DeskOptions): DeskState {
  const options = withAgentStrategies(given);
  const state: DeskState = {
    options,
    limits: parseRiskLimits(options.risk),
    safety: parseSafetyLimits(options.safety),
    ownSafety: ownSafetyOf(options),
    restingStrategies: new Set(
      options.strategies
        .filter(({ strategy }) => strategy.isStopResting === true)
        .map(({ strategy }) => asStrategyId(strategy.id)),
    ),
    ...createRooms(options, () => state.positions),
    effects: new EffectCollector(),
    positions: new PositionBook(),
    values: new HeldValues(),
    orders: new OrderBook(options.deskId),
    ledger: new Ledger(),
    lock: UNKNOWN_LOCK,
    controls: new Map(),
    params: new Map(),
    phase: 'starting',
    impairments: new Map(),
    flatten: NO_FLATTEN,
    reconcile: { ok: false, tsChecked: undefined, differences: [] },
    seq: 0,
    ts: 0,
    ordinal: 0,
    tsDay: 0,
    dayStartEquity: options.startingBalance,
    peakEquity: options.startingBalance,
    breakerTrippedTs: undefined,
    tsRiskRecorded: 0,
    isRiskDirty: false,
    isEquityWatched: false,
    isLearning: false,
    throttled: new Set(),
    seenTrades: new NewestKeys(TRADES_REMEMBERED),
    restoredTrades: new Set(),
    confirmedTradeId: undefined,
    tradeFloor: undefined,
    deferredFills: [],
    exitBackoff: new Map(),
    stopWatches: new Map(),
    dirtyPositions: new Set(),
    tsQueried: new Map(),
    tsCancelTried: new Map(),
    timesNotFound: new Map(),
    endReported: new Set(),
    suspects: new Map(),
    flattenLockSeq: undefined,
    tsVenueQueried: 0,
    tsMissingAsked: 0,
    lastSignals: new Map(),
    lastDenials: new Map(),
    agent: undefined,
    denialRuns: new Map(),
  };
  return state;
}

export const instrumentOf = (state: DeskState, symbol: SymbolId): Instrument =>
  ensureDefined(state.instruments.get(symbol), `instrument ${symbol}`);
