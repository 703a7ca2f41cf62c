import {
  absQty,
  asPrice,
  ceilToTick,
  floorToStep,
  floorToTick,
  parseFloatUnits,
  toFloat,
  ZERO_MONEY,
  type Price,
  type Qty,
} from '../kernel/decimal.ts';
import { ensureDefined } from '../kernel/ensure.ts';
import { asIntentId, asPositionId, type StrategyId, type SymbolId } from '../kernel/ids.ts';
import { denied, type Parsed, parsed } from '../kernel/verdict.ts';
import type { Intent } from '../model/intent.ts';
import type { Quote, Side } from '../model/tick.ts';
import type { ApprovedIntent } from '../model/approved-intent.ts';
import { approveEntry } from '../risk/approve.ts';
import type { EntryFacts } from '../risk/risk-facts.ts';
import type { EntryProposal } from '../strategies/contract.ts';
import { instrumentOf, type DeskState } from './desk-state.ts';
import { guardFactsOf } from './guard-facts.ts';
import { holdStrategy } from './hold-strategy.ts';
import { noteDenial, noteSignal, recordOrder } from './records.ts';
import { drawdownPctOf, equityOf, exposureOf, findUnpriced } from './valuation.ts';

export interface EntryWish {
  readonly strategyId: StrategyId;
  readonly symbol: SymbolId;
  readonly proposal: EntryProposal;
}

export const nextIntentId = (state: DeskState) =>
  asIntentId(`${state.seq.toString(36)}-${(state.ordinal++).toString(36)}`);

/** A proposal becomes an order here or nowhere. */
export function handleEntryWish(state: DeskState, wish: EntryWish): void {
  if (state.orders.findWorking(wish.strategyId, wish.symbol) !== undefined) return;
  const quote = state.market.stateOf(wish.symbol)?.quote;
  if (quote === undefined) return;
  noteSignal(state, {
    strategyId: wish.strategyId,
    symbol: wish.symbol,
    side: wish.proposal.side,
    purpose: 'entry',
    entry_probability: wish.proposal.entry_probability,
    thesis: wish.proposal.thesis,
    ts: state.ts,
  });
  const intentId = nextIntentId(state);
  const intent = buildEntryIntent(state, { wish, quote, intentId });
  if (!intent.ok) {
    noteDenial(state, { intentId, ...wish, purpose: 'entry' }, intent);
    return;
  }
  const approval = approveEntry(
    intent.value,
    entryFactsOf(state, intent.value, quote),
    state.limits,
  );
  if (approval.ok) sendEntry(state, approval.intent);
  else refuseEntry(state, intent.value, approval);
}

function buildEntryIntent(
  state: DeskState,
  made: { readonly wish: EntryWish; readonly quote: Quote; readonly intentId: Intent['intentId'] },
): Parsed<Intent> {
  const { proposal, strategyId, symbol } = made.wish;
  const instrument = instrumentOf(state, symbol);
  const units = parseFloatUnits(proposal.entry_units_intent);
  if (!units.ok) return units;
  const stop = nearestTick(proposal.stopPrice, instrument.tickSize);
  if (stop === undefined) return denied('INTENT_STOP_MALFORMED', { stop: proposal.stopPrice });
  const target = nearestTick(proposal.targetPrice ?? 0, instrument.tickSize);
  return parsed({
    intentId: made.intentId,
    strategyId,
    symbol,
    purpose: 'entry',
    side: proposal.side,
    type: 'limit',
    timeInForce: 'ioc',
    qty: floorToStep(absQty(units.value), instrument.lotSize),
    price: worstEntryPrice(state, { side: proposal.side, quote: made.quote }),
    entry_probability: proposal.entry_probability,
    entry_units_intent: units.value,
    thesis: proposal.thesis,
    stopPrice: stop,
    ...(target === undefined ? {} : { targetPrice: target }),
    positionId: asPositionId(made.intentId),
    tsExpires: state.ts + Math.max(0, Math.round(proposal.expiresInMs)),
  });
}

function nearestTick(at: number, tick: Price): Price | undefined {
  if (!Number.isFinite(at) || at <= 0) return undefined;
  const rounded = BigInt(Math.round(at / toFloat(tick))) * tick;
  return rounded > 0n ? asPrice(rounded) : undefined;
}

/**
 * Entries take liquidity with a limit half a collar beyond the touch: a book that empties
 * while the order travels costs at most that, and the rest is cancelled.
 */
function worstEntryPrice(
  state: DeskState,
  at: { readonly side: Side; readonly quote: Quote },
): Price {
  const instrument = instrumentOf(state, at.quote.symbol);
  const touch = at.side === 'buy' ? at.quote.ask : at.quote.bid;
  const hundredthBps = BigInt(Math.round(state.limits.priceCollarBps * 50));
  const room = (touch * hundredthBps) / 1_000_000n;
  return at.side === 'buy'
    ? floorToTick(asPrice(touch + room), instrument.tickSize)
    : ceilToTick(asPrice(touch - room), instrument.tickSize);
}

function entryFactsOf(state: DeskState, intent: Intent, quote: Quote): EntryFacts {
  const { strategyId, symbol, side } = intent;
  const exposure = exposureOf(state);
  const equity = equityOf(state);
  const tsLast = state.market.stateOf(symbol)?.tsLast ?? 0;
  return {
    ...guardFactsOf(state, strategyId, symbol),
    now: state.ts,
    instrument: instrumentOf(state, symbol),
    bid: quote.bid,
    ask: quote.ask,
    rate: state.rates.rateOf(symbol),
    isFeedLive: state.market.feedState(symbol, state.ts) === 'live',
    feedAgeMs: state.ts - tsLast,
    unpriced: findUnpriced(state),
    symbolExposure: exposure.bySymbol.find((row) => row.symbol === symbol)?.exposure ?? ZERO_MONEY,
    totalExposure: exposure.total,
    workingOrders: state.orders.workingCount,
    ordersLastSecond: state.throttle.ordersLastSecond(state.ts),
    dayPnl: (equity - state.dayStartEquity) as typeof equity,
    drawdownPct: drawdownPctOf(state, equity),
    isBreakerTripped: state.breakerTrippedTs !== undefined,
    recentEntries: state.throttle.recentEntries({ strategyId, symbol, side }, state.ts),
  };
}

function sendEntry(state: DeskState, intent: ApprovedIntent): void {
  const order = state.orders.open(intent, { ts: state.ts, reduceOnly: false });
  state.throttle.noteOrder(state.ts);
  state.throttle.noteEntry(intent, state.ts);
  state.effects.record({ type: 'RecordIntent', intent, ts: state.ts });
  recordOrder(state, order);
  state.effects.send({ type: 'SubmitOrder', request: requestOf(order), purpose: order.purpose });
}

function refuseEntry(
  state: DeskState,
  intent: Intent,
  refusal: { readonly code: string; readonly numbers: Readonly<Record<string, string | number>> },
): void {
  noteDenial(state, intent, refusal);
  if (refusal.code === 'THROTTLE_REPEATED_ENTRIES')
    holdStrategy(state, intent.strategyId, refusal.code);
}

/** Only what the venue may see of an order. */
export function requestOf(order: Readonly<Parameters<typeof recordOrder>[1]>) {
  const { clientOrderId, symbol, side, type, timeInForce, qty, price, postOnly, reduceOnly } =
    ensureDefined(order, 'order');
  return {
    clientOrderId,
    symbol,
    side,
    type,
    timeInForce,
    qty: qty satisfies Qty,
    ...(price === undefined ? {} : { price }),
    postOnly,
    reduceOnly,
  };
}
