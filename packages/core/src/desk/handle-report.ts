import type { ClientOrderId, StrategyId, VenueOrderId } from '../kernel/ids.ts';
import type { RefusalNumbers } from '../kernel/verdict.ts';
import { isNotFoundFinal } from '../execution/in-flight-monitor.ts';
import { isFinalState } from '../execution/order-state-machine.ts';
import type { Order, OrderState } from '../model/order.ts';
import type { VenueOrder, VenueReport } from '../model/venue-report.ts';
import { bookFill } from './book-fill.ts';
import { cancelOrder } from './cancel-order.ts';
import type { DeskState } from './desk-state.ts';
import { holdStrategy } from './hold-strategy.ts';
import { releaseClosing } from './exits.ts';
import { forgetQuestions } from './order-questions.ts';
import { isFlattening } from './guard-facts.ts';
import { noteDenial, raiseAlert, recordOrder } from './records.ts';

/** Pause between two questions for missing fills, so that an answer without them cannot make a storm. */
const MISSING_RETRY_MS = 1_000;
/** A read replica may lag: one miss proves nothing. */
const MISSES_BELIEVED = 2;
/** A person's switch refuses the next exit before it is made: no pause is needed, and a stop must not wait for one. */
const HELD_BY_SWITCH: ReadonlySet<string> = new Set(['GUARD_FROZEN', 'GUARD_EXIT_DISABLED']);

/** What the venue says of an order; a report the state machine does not allow is late or repeated. */
export function handleReport(state: DeskState, report: VenueReport): void {
  switch (report.type) {
    case 'OrderAccepted':
      withOrder(state, report.clientOrderId, (order) => {
        noteAccepted(state, order, report.venueOrderId);
      });
      return;
    case 'OrderRejected':
      withOrder(state, report.clientOrderId, (order) => {
        noteRejected(state, order, report);
      });
      return;
    case 'OrderFilled':
      bookFill(state, report.fill);
      return;
    case 'OrderCancelled':
      withOrder(state, report.clientOrderId, (order) => {
        noteEnded(state, order, 'cancelled');
      });
      return;
    case 'OrderExpired':
      withOrder(state, report.clientOrderId, (order) => {
        noteEnded(state, order, 'expired');
      });
      return;
    case 'CancelRejected':
      withOrder(state, report.clientOrderId, (order) => {
        noteCancelRejected(state, order);
      });
  }
}

function withOrder(
  state: DeskState,
  clientOrderId: ClientOrderId,
  apply: (order: Order) => void,
): void {
  const order = state.orders.find(clientOrderId);
  if (order !== undefined) apply(order);
}

function noteAccepted(state: DeskState, order: Order, venueOrderId: VenueOrderId): void {
  const isNew = order.venueOrderId === undefined;
  order.venueOrderId = venueOrderId;
  const hasMoved =
    (order.state === 'submitted' || order.state === 'unknown') &&
    state.orders.move(order, order.filledQty > 0n ? 'partially_filled' : 'accepted', state.ts);
  if (isNew || hasMoved) recordOrder(state, order);
  if (order.purpose === 'entry' && !isEntryAllowed(state, order)) cancelOrder(state, order);
}

/** An entry that was already on the wire when the switch fell must not come to rest. */
const isEntryAllowed = (state: DeskState, order: Order): boolean =>
  state.lock.level === 'none' &&
  !isFlattening(state) &&
  state.controls.get(order.strategyId)?.entry_enabled === true;

function noteRejected(
  state: DeskState,
  order: Order,
  refusal: { readonly code: string; readonly numbers: RefusalNumbers },
): void {
  if (refusal.code === 'VENUE_DUPLICATE_ID') {
    // The venue already holds an order of this id: that one is ours, and it lives.
    handleOutcomeUnknown(state, order.clientOrderId);
    return;
  }
  if (!state.orders.move(order, 'rejected', state.ts)) return;
  order.refusal = { code: refusal.code, numbers: refusal.numbers };
  recordOrder(state, order);
  noteDenial(state, order, refusal);
  releaseClosing(state, order);
  forgetQuestions(state, order);
  if (order.purpose !== 'entry') return;
  const isRunaway = state.throttle.noteRejection(order.strategyId);
  if (isRunaway && !state.throttled.has(order.strategyId)) {
    holdStrategy(state, order.strategyId, 'THROTTLE_REJECTIONS_IN_A_ROW');
  }
}

/**
 * The end of an order that is not filled whole is believed only with its fills: one of them may have been lost
 * on the way, and until it is booked the position must not be entered or closed again.
 */
function noteEnded(state: DeskState, order: Order, to: OrderState): void {
  if (isFinalState(order.state)) return;
  if (order.filledQty >= order.qty) {
    settle(state, order, to);
    return;
  }
  state.endReported.add(order.clientOrderId);
  askAboutOrder(state, order);
}

function settle(state: DeskState, order: Order, to: OrderState): void {
  if (!state.orders.move(order, to, state.ts)) return;
  recordOrder(state, order);
  releaseClosing(state, order);
  forgetQuestions(state, order);
}

/** The cancel came too late: the order is as live as it was, or over without our having heard; ask. */
function noteCancelRejected(state: DeskState, order: Order): void {
  if (order.state !== 'cancel_pending') return;
  reopen(state, order);
  askAboutOrder(state, order);
}

function reopen(state: DeskState, order: Order): void {
  state.orders.move(order, order.filledQty > 0n ? 'partially_filled' : 'accepted', state.ts);
  recordOrder(state, order);
}

/** Held back at the moment of sending: it never left, so it is denied, not unknown. */
export function handleWithheld(
  state: DeskState,
  clientOrderId: ClientOrderId,
  refusal: { readonly code: string; readonly numbers: RefusalNumbers },
): void {
  const order = state.orders.find(clientOrderId);
  if (order === undefined || !state.orders.move(order, 'denied', state.ts)) return;
  order.refusal = { code: refusal.code, numbers: refusal.numbers };
  recordOrder(state, order);
  noteDenial(state, order, refusal);
  releaseClosing(state, order);
  if (HELD_BY_SWITCH.has(refusal.code)) state.exitBackoff.delete(order.positionId);
  forgetQuestions(state, order);
}

/** Not a rejection: the order may live at the venue, so it keeps its exposure until the venue has been asked. */
export function handleOutcomeUnknown(state: DeskState, clientOrderId: ClientOrderId): void {
  const order = state.orders.find(clientOrderId);
  if (order === undefined || !state.orders.move(order, 'unknown', state.ts)) return;
  recordOrder(state, order);
  raiseAlert(state, {
    level: 'warning',
    code: 'ORDER_OUTCOME_UNKNOWN',
    text: `The outcome of ${clientOrderId} (${order.side} ${order.symbol}) is unknown; asking the venue.`,
  });
  askAboutOrder(state, order);
}

export function askAboutOrder(state: DeskState, order: Order): void {
  const { clientOrderId, symbol } = order;
  state.tsQueried.set(clientOrderId, state.ts);
  state.effects.send({ type: 'QueryOrder', clientOrderId, symbol });
}

/** Late enough to be believed: it never arrived, or, had it been accepted, it is over and its fills are asked for. */
function settleNotFound(state: DeskState, order: Order): void {
  if (order.state === 'submitted') return;
  if (order.state === 'unknown') {
    noteRejected(state, order, { code: 'VENUE_NEVER_RECEIVED', numbers: {} });
    return;
  }
  settle(state, order, 'cancelled');
  raiseAlert(state, {
    level: 'warning',
    code: 'ORDER_FORGOTTEN_BY_VENUE',
    text: `The venue no longer knows ${order.clientOrderId}; it counts as cancelled.`,
  });
  askVenue(state);
}

function noteMissed(state: DeskState, order: Order): void {
  const misses = (state.timesNotFound.get(order.clientOrderId) ?? 0) + 1;
  state.timesNotFound.set(order.clientOrderId, misses);
  if (misses >= MISSES_BELIEVED && isNotFoundFinal(order, state.ts)) settleNotFound(state, order);
}

/** The venue's answer about one order settles it, except a "not found" that may still be too early. */
export function handleQueried(
  state: DeskState,
  clientOrderId: ClientOrderId,
  found: VenueOrder | undefined,
): void {
  const order = state.orders.find(clientOrderId);
  if (order === undefined || isFinalState(order.state)) return;
  if (found === undefined) {
    noteMissed(state, order);
    return;
  }
  state.tsQueried.delete(clientOrderId);
  state.timesNotFound.delete(clientOrderId);
  if (found.status === 'rejected') {
    noteRejected(state, order, { code: 'VENUE_REJECTED', numbers: {} });
    return;
  }
  noteAccepted(state, order, found.venueOrderId);
  if (found.filledQty > order.filledQty) {
    // Fills are missing: they come first, the final state follows from them or from the next answer.
    askVenueForMissing(state);
    return;
  }
  if (found.status === 'cancelled' || found.status === 'expired')
    settle(state, order, found.status);
  if (found.status === 'open' && order.state === 'cancel_pending') reopen(state, order);
}

/**
 * Positions, open orders and the fills since the newest one that a snapshot has confirmed. Reports do not move
 * that mark: one that was lost between two that arrived would otherwise never be asked for again.
 */
export function askVenue(state: DeskState): void {
  const after = state.confirmedTradeId;
  state.tsVenueQueried = state.ts;
  state.effects.send(
    after === undefined ? { type: 'QueryVenue' } : { type: 'QueryVenue', afterTradeId: after },
  );
}

/** At most once a second: an answer without the missing fills must not make a storm of questions. */
function askVenueForMissing(state: DeskState): void {
  if (state.ts - state.tsMissingAsked < MISSING_RETRY_MS) return;
  state.tsMissingAsked = state.ts;
  askVenue(state);
}

/** Entries that rest or travel are called back: of one strategy, or of all. */
export function recallEntries(state: DeskState, strategyId?: StrategyId): void {
  for (const order of [...state.orders.working()]) {
    if (order.purpose !== 'entry') continue;
    if (strategyId === undefined || order.strategyId === strategyId) cancelOrder(state, order);
  }
}
