import { absQty } from '../../kernel/decimal.ts';
import type { Intent } from '../../model/intent.ts';
import type { ApprovedIntent } from '../../model/approved-intent.ts';
import type { Position } from '../../model/position.ts';
import { approveExit } from '../../risk/approve.ts';
import { instrumentOf, type DeskState } from '../desk-state.ts';
import { nextIntentId, requestOf } from '../entries.ts';
import { canVenueReduce } from '../exits.ts';
import { guardFactsOf } from '../guard-facts.ts';
import { noteDenial, recordOrder, recordPosition } from '../records.ts';
import { closingSideOf, isGainKept, stopLevelOf } from './live-stop.ts';
import { watchOf } from './stop-watch.ts';

/** Sends the one stop a position may have at the venue, for all that is open. */
export function placeStop(state: DeskState, position: Position): void {
  const { strategyId, symbol } = position;
  const intent = intentOf(state, position);
  const approval = approveExit(intent, guardFactsOf(state, strategyId, symbol), intent.qty);
  if (!approval.ok) noteDenial(state, intent, approval);
  else sendStop(state, position, approval.intent);
}

/** Late in our own queue is too late: by then the position is being closed for want of a stop. */
function intentOf(state: DeskState, position: Position): Intent {
  const { strategyId, symbol, positionId } = position;
  const isPastEntry = isGainKept(position);
  const tsBare = watchOf(state, position).tsBare ?? state.ts;
  return {
    intentId: nextIntentId(state),
    strategyId,
    symbol,
    purpose: 'safety',
    side: closingSideOf(position),
    type: 'stop',
    timeInForce: 'gtc',
    qty: absQty(position.qty),
    stopPrice: stopLevelOf(position, instrumentOf(state, symbol)),
    entry_probability: position.entry_probability,
    entry_units_intent: position.entry_units_intent,
    thesis: `${isPastEntry ? 'trailing' : 'protective'} stop reached at the venue`,
    positionId,
    exitReason: isPastEntry ? 'trailing_stop' : 'stop',
    tsExpires: tsBare + state.safety.stopStandsWithinMs,
  };
}

function sendStop(state: DeskState, position: Position, intent: ApprovedIntent): void {
  const order = state.orders.open(intent, {
    ts: state.ts,
    reduceOnly: canVenueReduce(state, position, intent.qty),
  });
  position.stopOrderId = order.clientOrderId;
  state.throttle.noteOrder(state.ts);
  state.effects.record({ type: 'RecordIntent', intent, ts: state.ts });
  recordOrder(state, order);
  recordPosition(state, position);
  const request = { ...requestOf(order), ...(order.stopPrice && { stopPrice: order.stopPrice }) };
  state.effects.send({ type: 'SubmitOrder', request, purpose: order.purpose });
}
