import { addMoney, convert, notional, ZERO_MONEY, type Money } from '../kernel/decimal.ts';
import type { ApprovedIntent } from '../model/approved-intent.ts';
import type { Intent } from '../model/intent.ts';
import type { Quote } from '../model/tick.ts';
import { exposedPriceOf } from '../risk/checks/check-exposure.ts';
import type { EntryFacts } from '../risk/risk-facts.ts';
import { instrumentOf, type DeskState } from './desk-state.ts';
import { guardFactsOf } from './guard-facts.ts';
import { drawdownPctOf, equityOf, exposureFactsOf, findUnpriced } from './valuation.ts';

/** What `intent` is measured against, as if the legs `ahead` of it had left already. */
export function entryFactsOf(
  state: DeskState,
  asked: {
    readonly intent: Intent;
    readonly quote: Quote;
    readonly ahead: readonly ApprovedIntent[];
  },
): EntryFacts {
  const { intent, quote, ahead } = asked;
  const { strategyId, symbol, side } = intent;
  const exposure = exposureFactsOf(state, symbol);
  const equity = equityOf(state);
  const tsLast = state.market.stateOf(symbol)?.tsLast ?? 0;
  const guard = guardFactsOf(state, strategyId, symbol);
  const facts: EntryFacts = {
    lock: guard.lock,
    control: guard.control,
    phase: guard.phase,
    isFlattening: guard.isFlattening,
    hasExternal: guard.hasExternal,
    isThrottled: guard.isThrottled,
    now: state.ts,
    instrument: instrumentOf(state, symbol),
    bid: quote.bid,
    ask: quote.ask,
    rate: state.rates.rateOf(symbol),
    isFeedLive: state.market.feedState(symbol, state.ts) === 'live',
    feedAgeMs: state.ts - tsLast,
    unpriced: findUnpriced(state),
    symbolExposure: exposure.ofSymbol,
    totalExposure: exposure.total,
    workingOrders: state.orders.workingCount,
    ordersLastSecond: state.throttle.ordersLastSecond(state.ts),
    dayPnl: (equity - state.dayStartEquity) as typeof equity,
    drawdownPct: drawdownPctOf(state, equity),
    isBreakerTripped: state.breakerTrippedTs !== undefined,
    recentEntries: state.throttle.recentEntries({ strategyId, symbol, side }, state.ts),
  };
  return addAhead(state, facts, ahead);
}

function addAhead(
  state: DeskState,
  facts: EntryFacts,
  ahead: readonly ApprovedIntent[],
): EntryFacts {
  if (ahead.length === 0) return facts;
  return {
    ...facts,
    totalExposure: ahead.reduce(
      (sum, intent) => addMoney(sum, entryValueOf(state, intent)),
      facts.totalExposure,
    ),
    workingOrders: facts.workingOrders + ahead.length,
    ordersLastSecond: facts.ordersLastSecond + ahead.length,
  };
}

/** What an entry costs at most, account currency; approval has seen to it that there is a rate. */
function entryValueOf(state: DeskState, intent: Intent): Money {
  const rate = state.rates.rateOf(intent.symbol);
  const quote = state.market.stateOf(intent.symbol)?.quote;
  if (rate === undefined || quote === undefined) return ZERO_MONEY;
  return convert(notional(exposedPriceOf(intent, quote), intent.qty), rate);
}
