import type { EpochMs } from '../kernel/clock.ts';
import type { Order } from '../model/order.ts';

/** A submitted order without any answer for this long counts as unknown. */
const SILENT_AFTER_MS = 5_000;
/** An order that was to be done at once and has not ended by then has lost a report. */
const IMMEDIATE_OVERDUE_MS = 2_000;
/** Pause between two questions about the same order. */
const QUERY_EVERY_MS = 2_000;
/**
 * When a "not found" may be believed: receive window (5 s) plus the 10 s a slow matching engine may
 * still hold a forwarded request, plus a margin
 * (https://developers.binance.com/docs/binance-spot-api-docs/rest-api, timing security).
 */
const NOT_FOUND_IS_FINAL_AFTER_MS = 20_000;

export type InFlightStep = 'wait' | 'mark-unknown' | 'query';

/** A stop that has begun to fill is a market order by now. */
const hasFired = (order: Order): boolean => order.type === 'stop' && order.filledQty > 0n;

/** What to do about one order now; `tsAsked` is when it was last asked about. */
export function decideInFlightStep(
  order: Order,
  now: EpochMs,
  tsAsked: EpochMs | undefined,
): InFlightStep {
  if (order.state === 'submitted') {
    return now - order.tsUpdated >= SILENT_AFTER_MS ? 'mark-unknown' : 'wait';
  }
  const isImmediate = order.timeInForce !== 'gtc' || hasFired(order);
  const isOverdue = isImmediate && now - order.tsUpdated >= IMMEDIATE_OVERDUE_MS;
  const needsAnswer = order.state === 'unknown' || order.state === 'cancel_pending' || isOverdue;
  if (!needsAnswer) return 'wait';
  return tsAsked === undefined || now - tsAsked >= QUERY_EVERY_MS ? 'query' : 'wait';
}

/** Whether the venue's "I do not know this order" settles it. */
export const isNotFoundFinal = (order: Order, now: EpochMs): boolean =>
  now - order.tsCreated >= NOT_FOUND_IS_FINAL_AFTER_MS;
