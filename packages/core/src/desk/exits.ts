import { absQty, asQty, floorToStep, notional, type Qty, ZERO_QTY } from '../kernel/decimal.ts';
import type { ApprovedIntent } from '../model/approved-intent.ts';
import type { Intent } from '../model/intent.ts';
import type { Order } from '../model/order.ts';
import type { Position } from '../model/position.ts';
import { approveExit } from '../risk/approve.ts';
import { cancelOrder } from './cancel-order.ts';
import { instrumentOf, type DeskState } from './desk-state.ts';
import { nextIntentId, requestOf } from './entries.ts';
import type { ExitWish } from './exit-wish.ts';
import { guardFactsOf } from './guard-facts.ts';
import { noteDenial, recordOrder, recordPosition } from './records.ts';
import { closingSideOf, isUnheard, liveStopOf } from './resting-stop/live-stop.ts';
import { isStopsTurn } from './resting-stop/stops-turn.ts';
import { forgetReached, releaseStop, watchOf } from './resting-stop/stop-watch.ts';
import { isStronger, keepWaiting, waitingExitOf } from './resting-stop/waiting-exit.ts';
import { closePriceOf } from './valuation.ts';

/** How long a closing order may wait in our own queue; a market exit that is late is still an exit. */
const EXIT_EXPIRES_MS = 60_000;
const BACKOFF_FIRST_MS = 1_000;
const BACKOFF_MOST_MS = 30_000;

/** Sends the one exit a position may have on its way; a second wish while it travels, or waits, is dropped. */
export function closePosition(state: DeskState, position: Position, wish: ExitWish): void {
  const waiting = waitingExitOf(position);
  if (waiting !== undefined && !isStronger(wish, waiting, position)) return;
  if (!isStopsTurn(state, position, wish)) takeExit(state, position, wish);
}

/**
 * The exit itself; while a stop rests for the position it only calls that one back and waits for its end. False when
 * it neither left nor waits.
 */
export function takeExit(state: DeskState, position: Position, wish: ExitWish): boolean {
  const isWaiting = (state.exitBackoff.get(position.positionId)?.tsNext ?? 0) > state.ts;
  if (position.closingOrderId !== undefined || (isWaiting && wish.reason !== 'operator'))
    return false;
  const intent = exitIntentOf(state, position, wish);
  const guard = guardFactsOf(state, position.strategyId, position.symbol);
  const approval = approveExit(intent, guard, absQty(position.qty));
  if (!approval.ok) {
    noteDenial(state, intent, approval);
    return false;
  }
  const stop = liveStopOf(state, position);
  if (stop === undefined || isTrimmedByVenue(state, position, stop)) {
    sendExit(state, position, approval.intent);
  } else {
    keepWaiting(state, position, wish);
    cancelOrder(state, stop);
  }
  return true;
}

function exitIntentOf(state: DeskState, position: Position, wish: ExitWish): Intent {
  return {
    intentId: nextIntentId(state),
    strategyId: position.strategyId,
    symbol: position.symbol,
    purpose: wish.purpose,
    side: closingSideOf(position),
    type: 'market',
    timeInForce: 'ioc',
    qty: closingQty(state, position, wish.qty),
    entry_probability: position.entry_probability,
    entry_units_intent: position.entry_units_intent,
    thesis: wish.thesis,
    positionId: position.positionId,
    exitReason: wish.reason,
    tsExpires: state.ts + EXIT_EXPIRES_MS,
  };
}

/**
 * A stop that nobody has heard of in time may never have arrived, and its fate is certain only much later. Where nobody
 * else holds the symbol and both orders may only reduce, the venue itself lets neither take more than is left: then, and
 * only then, a close does not wait for it.
 */
function isTrimmedByVenue(state: DeskState, position: Position, stop: Order): boolean {
  const { tsBare } = watchOf(state, position);
  const { stopStandsWithinMs } = state.safety;
  if (!isUnheard(stop) || tsBare === undefined) return false;
  if (state.ts - tsBare < stopStandsWithinMs || !stop.reduceOnly) return false;
  const isAlone = state.positions.ofSymbol(position.symbol)?.size === 1;
  return isAlone && canVenueReduce(state, position, absQty(position.qty));
}

/** Lot-rounded; a rest too small to be traded alone goes along. */
function closingQty(state: DeskState, position: Position, wanted: Qty | undefined): Qty {
  const open = absQty(position.qty);
  if (wanted === undefined || wanted >= open) return open;
  const instrument = instrumentOf(state, position.symbol);
  const rounded = floorToStep(wanted, instrument.lotSize);
  const rest = asQty(open - rounded);
  const isDust =
    rest < instrument.minQty ||
    notional(closePriceOf(state, position), rest) < instrument.minNotional;
  return isDust || rounded < instrument.minQty ? open : rounded;
}

function sendExit(state: DeskState, position: Position, intent: ApprovedIntent): void {
  const order = state.orders.open(intent, {
    ts: state.ts,
    reduceOnly: canVenueReduce(state, position, intent.qty),
  });
  position.closingOrderId = order.clientOrderId;
  if (intent.exitReason !== undefined) position.closingReason = intent.exitReason;
  position.closingThesis = intent.thesis;
  delete position.closingQty;
  state.throttle.noteOrder(state.ts);
  state.effects.record({ type: 'RecordIntent', intent, ts: state.ts });
  recordOrder(state, order);
  recordPosition(state, position);
  state.effects.send({ type: 'SubmitOrder', request: requestOf(order), purpose: order.purpose });
}

/**
 * The venue nets all strategies: where others hold the opposite, its reduce-only would refuse a close that is one
 * for us. So our own books enforce it, and the flag is set only when the net the venue sees shrinks too.
 */
export function canVenueReduce(state: DeskState, position: Position, closing: Qty): boolean {
  if (state.orders.hasWorking(position.symbol, position.strategyId)) return false;
  const net = state.positions.netOf(position.symbol);
  return net > 0n === position.qty > 0n && absQty(net) >= closing;
}

/** A closing order or a stop ended: the position may be closed again, after a pause when nothing came of it. */
export function releaseClosing(state: DeskState, order: Order): void {
  const position = state.positions.find(order.strategyId, order.symbol);
  if (position?.stopOrderId === order.clientOrderId) releaseStop(state, position, order);
  if (position?.closingOrderId !== order.clientOrderId) return;
  delete position.closingOrderId;
  delete position.closingReason;
  delete position.closingThesis;
  recordPosition(state, position);
  if (order.filledQty > ZERO_QTY) {
    state.exitBackoff.delete(position.positionId);
    return;
  }
  forgetReached(state, position.positionId);
  const attempts = (state.exitBackoff.get(position.positionId)?.attempts ?? 0) + 1;
  const pauseMs = Math.min(BACKOFF_FIRST_MS * 2 ** (attempts - 1), BACKOFF_MOST_MS);
  state.exitBackoff.set(position.positionId, { attempts, tsNext: state.ts + pauseMs });
}
