import type { OrderState } from '../model/order.ts';

const FINAL: ReadonlySet<OrderState> = new Set([
  'denied',
  'filled',
  'cancelled',
  'rejected',
  'expired',
]);

/**
 * What may follow what. `submitted` is stored before the order leaves, so `denied` may still follow it:
 * the guard held it back at the moment of sending. An answer to a query may find any later state.
 */
const NEXT: Readonly<Record<OrderState, readonly OrderState[]>> = {
  initialised: ['denied', 'submitted'],
  submitted: [
    'denied',
    'accepted',
    'partially_filled',
    'filled',
    'cancelled',
    'rejected',
    'expired',
    'unknown',
  ],
  // Counted as unknown while it still waited in our own lane: only the lane, which did not send it, says denied.
  unknown: ['denied', 'accepted', 'partially_filled', 'filled', 'cancelled', 'rejected', 'expired'],
  accepted: ['partially_filled', 'filled', 'cancel_pending', 'cancelled', 'expired'],
  partially_filled: ['partially_filled', 'filled', 'cancel_pending', 'cancelled', 'expired'],
  cancel_pending: ['accepted', 'partially_filled', 'filled', 'cancelled', 'expired'],
  denied: [],
  filled: [],
  cancelled: [],
  rejected: [],
  expired: [],
};

export const isFinalState = (state: OrderState): boolean => FINAL.has(state);

/** Whether an order may go from one state to another; a report that may not is late or repeated, and ignored. */
export const canBecome = (from: OrderState, to: OrderState): boolean => NEXT[from].includes(to);

/** How far along a state is: never falls over the life of an order. A pending cancel is as far as the live order. */
export function progressOf(state: OrderState): number {
  if (state === 'initialised') return 0;
  if (state === 'submitted' || state === 'unknown') return 1;
  return isFinalState(state) ? 3 : 2;
}
