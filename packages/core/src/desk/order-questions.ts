import type { Order } from '../model/order.ts';
import type { DeskState } from './desk-state.ts';

/** An order that has ended needs no answers any more; what was kept about asking goes with it. */
export function forgetQuestions(state: DeskState, { clientOrderId }: Order): void {
  state.tsQueried.delete(clientOrderId);
  state.tsCancelTried.delete(clientOrderId);
  state.timesNotFound.delete(clientOrderId);
  state.endReported.delete(clientOrderId);
}
