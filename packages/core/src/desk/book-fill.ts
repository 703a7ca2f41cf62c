import { asPrice, directRate, formatUnits, inverseRate, type Rate } from '../kernel/decimal.ts';
import { asPositionId, asTradeId, EXTERNAL } from '../kernel/ids.ts';
import type { Draft } from '../model/draft.ts';
import type { Fill } from '../model/fill.ts';
import type { Order } from '../model/order.ts';
import type { ClosedTrade } from '../model/position.ts';
import type { OpeningTerms } from '../portfolio/position-book.ts';
import { openingStop } from '../risk/safety-layer.ts';
import { isAgentPosition } from './agent/agent-strategies.ts';
import { learnFromTrade, noteAgentFill } from './agent/learn-from-trade.ts';
import { instrumentOf, type DeskState } from './desk-state.ts';
import { releaseClosing } from './exits.ts';
import { isFinalState } from '../execution/order-state-machine.ts';
import { holdStrategy } from './hold-strategy.ts';
import { forgetQuestions } from './order-questions.ts';
import { raiseAlert, recordOrder, recordPosition } from './records.ts';

/** A trade between two orders of ours has one id and two fills. */
const keyOf = (fill: Pick<Fill, 'symbol' | 'tradeId' | 'clientOrderId'>): string =>
  `${fill.symbol}|${fill.tradeId}|${fill.clientOrderId}`;

/** Books an execution once, however often and by whichever road it is reported. */
export function bookFill(state: DeskState, fill: Fill): void {
  if (state.tradeFloor !== undefined && fill.tradeId <= state.tradeFloor) return;
  if (state.seenTrades.has(keyOf(fill)) || state.restoredTrades.has(fill.tradeId)) return;
  if (!state.instruments.has(fill.symbol)) {
    noteForeignFill(state, fill);
    return;
  }
  const rate = rateFor(state, fill);
  if (rate === undefined) {
    const isWaiting = state.deferredFills.some((other) => keyOf(other) === keyOf(fill));
    if (!isWaiting) state.deferredFills.push(fill);
    return;
  }
  rememberTrade(state, fill);
  const order = state.orders.find(fill.clientOrderId);
  const booking = state.positions.book(fill, termsFor(state, fill, order), rate);
  const { booked, position } = booking;
  const closed = explainClose(booking.closed, order);
  state.ledger.book(booked);
  state.ledger.ensureCashAgrees(fill.symbol, state.positions.openCostOf(fill.symbol));
  if (closed !== undefined) {
    state.ledger.countTrade(closed.strategyId, closed.net);
    state.exitBackoff.delete(closed.positionId);
    state.dirtyPositions.delete(closed.positionId);
    state.effects.record({ type: 'RecordTradeClosed', trade: closed });
    learnFromTrade(state, { trade: closed, bestPrice: position.bestPrice });
  }
  state.effects.record({ type: 'RecordFill', fill: booked, totals: state.ledger.totals() });
  recordPosition(state, position);
  if (isAgentPosition(booked)) noteAgentFill(state, booked);
  if (order !== undefined) noteOrderFilled(state, order, fill);
}

/** A stop closes by itself, whatever other exit was waiting for its end. */
function explainClose(
  closed: ClosedTrade | undefined,
  order: Order | undefined,
): ClosedTrade | undefined {
  if (closed === undefined || order?.type !== 'stop') return closed;
  return { ...closed, exitReason: order.exitReason ?? 'stop', exitThesis: order.thesis };
}

export function bookDeferredFills(state: DeskState): void {
  const waiting = state.deferredFills;
  state.deferredFills = [];
  for (const fill of waiting) bookFill(state, fill);
}

function noteOrderFilled(state: DeskState, order: Order, fill: Fill): void {
  order.venueOrderId = fill.venueOrderId;
  state.orders.addFill(order, fill.qty, state.ts);
  if (order.filledQty > order.qty) noteOverfill(state, order);
  state.throttle.noteSuccess(order.strategyId);
  if (isFinalState(order.state)) {
    releaseClosing(state, order);
    forgetQuestions(state, order);
  }
  recordOrder(state, order);
}

/** The venue's book is the truth even where it breaks its own rules: booked, shown, and the strategy held. */
function noteOverfill(state: DeskState, order: Order): void {
  if (!state.throttled.has(order.strategyId) && state.controls.has(order.strategyId)) {
    holdStrategy(state, order.strategyId, 'VENUE_OVERFILLED');
  }
  raiseAlert(state, {
    level: 'critical',
    code: 'VENUE_OVERFILLED',
    text: `${order.clientOrderId} was filled ${formatUnits(order.filledQty)} of ${formatUnits(order.qty)}.`,
  });
}

/** An execution in an instrument that is not configured: it cannot be valued here, so it is told and not booked. */
function noteForeignFill(state: DeskState, fill: Fill): void {
  rememberTrade(state, fill);
  raiseAlert(state, {
    level: 'critical',
    code: 'RECONCILE_FOREIGN_FILL',
    text: `The venue reports a fill in ${fill.symbol}, which is not configured.`,
  });
}

function rememberTrade(state: DeskState, fill: Fill): void {
  const oldest = state.seenTrades.add(keyOf(fill));
  if (oldest === undefined) return;
  const tradeId = asTradeId(oldest.split('|')[1] ?? '');
  if (state.tradeFloor === undefined || tradeId > state.tradeFloor) state.tradeFloor = tradeId;
}

/** The pair's own trade price converts it when it holds the account currency and no quote has come yet. */
function rateFor(state: DeskState, fill: Fill): Rate | undefined {
  const known = state.rates.rateOf(fill.symbol);
  if (known !== undefined) return known;
  const { base, quote } = instrumentOf(state, fill.symbol);
  const account = state.options.accountCurrency;
  if (base === account) return inverseRate(fill.price);
  return quote === account ? directRate(asPrice(100_000_000n)) : undefined;
}

function termsFor(state: DeskState, fill: Fill, order: Order | undefined): OpeningTerms {
  const stopPrice = openingStop(
    {
      price: fill.price,
      isLong: fill.side === 'buy',
      ...(order?.plannedStopPrice === undefined ? {} : { wanted: order.plannedStopPrice }),
    },
    state.safety,
  );
  if (order === undefined) {
    return {
      positionId: asPositionId(`external-${fill.symbol}`),
      strategyId: EXTERNAL,
      entry_probability: 0,
      entry_units_intent: fill.qty,
      thesis: 'not opened by this desk',
      stopPrice: asPrice(0n),
    };
  }
  const { positionId, strategyId, entry_probability, entry_units_intent, thesis } = order;
  const target = order.plannedTargetPrice;
  const terms: Draft<OpeningTerms> = {
    positionId,
    strategyId,
    entry_probability,
    entry_units_intent,
    thesis,
    stopPrice,
  };
  if (target !== undefined) terms.targetPrice = target;
  return terms;
}
