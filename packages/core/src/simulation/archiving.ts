import type { ClientOrderId, TradeId } from '../kernel/ids.ts';
import type { BookState } from './book-state.ts';

/** What goes from memory to the archive. */
export interface Leaving {
  readonly orderIds: ReadonlySet<ClientOrderId>;
  /** As many of the oldest fills. */
  readonly fills: number;
  readonly lastTradeId: TradeId | undefined;
}

export const NOTHING_LEAVES: Leaving = { orderIds: new Set(), fills: 0, lastTradeId: undefined };

/** All but the open orders, the newest `kept` final ones and as many fills. Changes nothing. */
export function listLeaving(book: BookState, kept: number): Leaving {
  const finals: ClientOrderId[] = [];
  for (const order of book.orders.values()) {
    if (order.status !== 'open') finals.push(order.clientOrderId);
  }
  const fills = Math.max(0, book.fills.length - kept);
  return {
    orderIds: new Set(finals.slice(0, Math.max(0, finals.length - kept))),
    fills,
    lastTradeId: book.fills[fills - 1]?.tradeId,
  };
}

/** Only after the archive can answer for them. */
export function dropArchived(book: BookState, leaving: Leaving): void {
  for (const id of leaving.orderIds) book.orders.delete(id);
  book.fills.splice(0, leaving.fills);
  book.archivedTradeId = leaving.lastTradeId ?? book.archivedTradeId;
}
