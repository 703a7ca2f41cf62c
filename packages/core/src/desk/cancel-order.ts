import type { Order } from '../model/order.ts';
import type { DeskState } from './desk-state.ts';
import { recordOrder } from './records.ts';

const CANCEL_RETRY_MS = 2_000;

/** Calls an order back, once in a while at most: a venue that no longer knows it would answer each try at once. */
export function cancelOrder(state: DeskState, order: Order): void {
  const tsTried = state.tsCancelTried.get(order.clientOrderId);
  if (tsTried !== undefined && state.ts - tsTried < CANCEL_RETRY_MS) return;
  if (!state.orders.move(order, 'cancel_pending', state.ts)) return;
  recordOrder(state, order);
  const { clientOrderId, symbol } = order;
  state.tsCancelTried.set(clientOrderId, state.ts);
  state.tsQueried.set(clientOrderId, state.ts);
  state.effects.send({ type: 'CancelOrder', clientOrderId, symbol });
}
