import { denied, PASSED, type Verdict } from './kernel/verdict.ts';
import { ensureInvariant } from './kernel/ensure.ts';
import type { ClientOrderId } from './kernel/ids.ts';
import type { Desk, DeskOptions, SimulatedDesk } from './desk-contract.ts';
import { createAgentDesk } from './desk/agent/agent-desk.ts';
import { callOffQuestions, tellAgent } from './desk/agent/feed-agent.ts';
import { createView } from './desk/create-view.ts';
import { createDeskState, type DeskState } from './desk/desk-state.ts';
import { pushFlatten } from './desk/flatten.ts';
import { guardFactsOf } from './desk/guard-facts.ts';
import { handleClock, watchEquity } from './desk/handle-clock.ts';
import { handleCandle, handleQuote, handleTrade } from './desk/handle-market.ts';
import { handleOperator } from './desk/handle-operator.ts';
import {
  handleOutcomeUnknown,
  handleQueried,
  handleReport,
  handleWithheld,
} from './desk/handle-report.ts';
import { createQuietDesk } from './desk/quiet-desk.ts';
import { payFunding } from './desk/pay-funding.ts';
import { handleSnapshot } from './desk/reconcile.ts';
import { keepStops } from './desk/resting-stop/keep-stops.ts';
import { startDesk } from './desk/start-desk.ts';
import type { DeskEvent, MarketEvent, OrderEvent } from './model/event.ts';
import { checkGuard } from './risk/guard/check-guard.ts';

type OffTickEvent = Exclude<DeskEvent, MarketEvent>;

/** Wires the rooms: market, decision, risk, execution, portfolio, in that order. */
export function createDesk(options: DeskOptions): Desk {
  return deskOf(createDeskState(options));
}

/** The same desk, for a simulated session that may leave out what would change nothing. */
export function createSimulatedDesk(options: DeskOptions): SimulatedDesk {
  const state = createDeskState(options);
  return { ...deskOf(state), quiet: createQuietDesk(state) };
}

function deskOf(state: DeskState): Desk {
  return {
    handle: (event) => {
      ensureInvariant(event.ts >= state.ts, 'time went backwards');
      state.seq = event.seq;
      state.ts = event.ts;
      state.ordinal = 0;
      handleEvent(state, event);
      // Whoever set it, and however: what is asked under a lock is not worth its answer.
      if (state.agent !== undefined && state.lock.level !== 'none') callOffQuestions(state);
      return state.effects.take();
    },
    mayLeave: (clientOrderId) => mayLeave(state, clientOrderId),
    view: createView(state),
    agent: createAgentDesk(state),
  };
}

function handleEvent(state: DeskState, event: DeskEvent): void {
  switch (event.type) {
    case 'QuoteReceived':
      handleQuote(state, event.quote);
      return;
    case 'TradeReceived':
      handleTrade(state, event.trade);
      return;
    case 'CandleReceived':
      handleCandle(state, event.candle);
      return;
    case 'ClockAdvanced':
      handleClock(state);
      pushFlatten(state);
      keepStops(state);
      return;
    default:
      state.isEquityWatched = false;
      handleOffTick(state, event);
      pushFlatten(state);
      keepStops(state);
  }
}

function handleOffTick(state: DeskState, event: OffTickEvent): void {
  switch (event.type) {
    case 'VenueReported':
    case 'OrderWithheld':
    case 'OrderOutcomeUnknown':
    case 'OrderQueried':
    case 'VenueSnapshotTaken':
      handleOrderEvent(state, event);
      return;
    case 'DeskStarted':
      startDesk(state, event.restored);
      return;
    case 'EngineImpaired':
      state.impairments.set(event.code, event.detail);
      return;
    case 'FundingPaid':
      payFunding(state, event.symbol, event.rate);
      return;
    case 'EngineRecovered':
      state.impairments.delete(event.code);
      return;
    case 'ModelAnswered':
    case 'DerivativesPolled':
    case 'RegimesRead':
    case 'BreakerReset':
      tellAgent(state, event);
      return;
    default:
      handleOperator(state, event);
  }
}

function handleOrderEvent(state: DeskState, event: OrderEvent): void {
  switch (event.type) {
    case 'VenueReported':
      handleReport(state, event.report);
      if (event.report.type === 'OrderFilled') watchEquity(state);
      return;
    case 'OrderWithheld':
      handleWithheld(state, event.clientOrderId, event);
      return;
    case 'OrderOutcomeUnknown':
      handleOutcomeUnknown(state, event.clientOrderId);
      return;
    case 'OrderQueried':
      handleQueried(state, event.clientOrderId, event.order);
      return;
    case 'VenueSnapshotTaken':
      handleSnapshot(state, event.snapshot);
  }
}

/** The guard's last word, after every queue: switches and locks as they are now, not as they were at approval. */
function mayLeave(state: DeskState, clientOrderId: ClientOrderId): Verdict {
  const order = state.orders.find(clientOrderId);
  if (order?.state !== 'submitted') {
    return denied('ORDER_NOT_SENDABLE', { state: order?.state ?? 'unknown to the desk' });
  }
  if (state.ts > order.tsExpires) {
    return denied('INTENT_EXPIRED', { expiredMsAgo: state.ts - order.tsExpires });
  }
  const guard = checkGuard(order.purpose, guardFactsOf(state, order.strategyId, order.symbol));
  return guard.ok ? PASSED : guard;
}
