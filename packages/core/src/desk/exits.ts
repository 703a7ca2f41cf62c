import { absQty, asQty, floorToStep, notional, type Qty, ZERO_QTY } from '../kernel/decimal.ts';
import type { Order, OrderPurpose } from '../model/order.ts';
import type { ExitReason, Position } from '../model/position.ts';
import type { ApprovedIntent } from '../model/approved-intent.ts';
import { approveExit } from '../risk/approve.ts';
import { instrumentOf, type DeskState } from './desk-state.ts';
import { nextIntentId, requestOf } from './entries.ts';
import { guardFactsOf } from './guard-facts.ts';
import { noteDenial, recordOrder, recordPosition } from './records.ts';
import { closePriceOf } from './valuation.ts';

/** How long a closing order may wait in our own queue; a market exit that is late is still an exit. */
const EXIT_EXPIRES_MS = 60_000;
const BACKOFF_FIRST_MS = 1_000;
const BACKOFF_MOST_MS = 30_000;

export interface ExitWish {
  readonly purpose: Exclude<OrderPurpose, 'entry'>;
  readonly reason: ExitReason;
  readonly thesis: string;
  /** Absent: all of it. */
  readonly qty?: Qty;
}

/** Sends the one exit a position may have on its way; a second wish while it travels is dropped. */
export function closePosition(state: DeskState, position: Position, wish: ExitWish): void {
  const { strategyId, symbol, positionId } = position;
  const isWaiting = (state.exitBackoff.get(positionId)?.tsNext ?? 0) > state.ts;
  if (position.closingOrderId !== undefined || (isWaiting && wish.reason !== 'operator')) return;
  const intent = {
    intentId: nextIntentId(state),
    strategyId,
    symbol,
    purpose: wish.purpose,
    side: position.qty > 0n ? ('sell' as const) : ('buy' as const),
    type: 'market' as const,
    timeInForce: 'ioc' as const,
    qty: closingQty(state, position, wish.qty),
    entry_probability: position.entry_probability,
    entry_units_intent: position.entry_units_intent,
    thesis: wish.thesis,
    positionId,
    exitReason: wish.reason,
    tsExpires: state.ts + EXIT_EXPIRES_MS,
  };
  const guard = guardFactsOf(state, strategyId, symbol);
  const approval = approveExit(intent, guard, absQty(position.qty));
  if (!approval.ok) noteDenial(state, intent, approval);
  else sendExit(state, position, approval.intent);
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
function canVenueReduce(state: DeskState, position: Position, closing: Qty): boolean {
  if (state.orders.hasWorking(position.symbol, position.strategyId)) return false;
  const net = state.positions.netOf(position.symbol);
  return net > 0n === position.qty > 0n && absQty(net) >= closing;
}

/** A closing order ended: the position may be closed again, after a pause when nothing came of it. */
export function releaseClosing(state: DeskState, order: Order): void {
  const position = state.positions.find(order.strategyId, order.symbol);
  if (position?.closingOrderId !== order.clientOrderId) return;
  delete position.closingOrderId;
  delete position.closingReason;
  delete position.closingThesis;
  recordPosition(state, position);
  if (order.filledQty > ZERO_QTY) {
    state.exitBackoff.delete(position.positionId);
    return;
  }
  const attempts = (state.exitBackoff.get(position.positionId)?.attempts ?? 0) + 1;
  const pauseMs = Math.min(BACKOFF_FIRST_MS * 2 ** (attempts - 1), BACKOFF_MOST_MS);
  state.exitBackoff.set(position.positionId, { attempts, tsNext: state.ts + pauseMs });
}
