import type { EpochMs } from '../kernel/clock.ts';
import type { ClientOrderId, TradeId } from '../kernel/ids.ts';
import type { Fill } from '../model/fill.ts';
import type { VenueOrder, VenueSnapshot } from '../model/venue-report.ts';
import { findBookOrder, toVenueOrder, toVenuePosition, type BookState } from './book-state.ts';

/** Trade ids sort as text, so the first one after a given id is found by halving. */
function firstAfter(fills: readonly Fill[], afterTradeId: TradeId): number {
  let low = 0;
  let high = fills.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const fill = fills[middle];
    if (fill !== undefined && fill.tradeId <= afterTradeId) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The archive is only read for a question that goes back behind what memory holds. */
function fillsAfter(book: BookState, after: TradeId | undefined): readonly Fill[] {
  const upTo = book.archivedTradeId;
  if (upTo !== undefined && (after === undefined || after < upTo)) {
    return [...book.archive.listFills({ after, upTo }), ...book.fills];
  }
  return after === undefined ? [...book.fills] : book.fills.slice(firstAfter(book.fills, after));
}

/** A copy of the order as it stands; undefined for an id that has never arrived. */
export function findVenueOrder(
  book: BookState,
  clientOrderId: ClientOrderId,
): VenueOrder | undefined {
  const order = findBookOrder(book, clientOrderId);
  return order === undefined ? undefined : toVenueOrder(order);
}

/** The book at one moment; without a trade id, with every fill there ever was. */
export function takeSnapshot(
  book: BookState,
  question: { readonly ts: EpochMs; readonly afterTradeId?: TradeId },
): VenueSnapshot {
  const newest = book.fills.at(-1)?.tradeId ?? book.archivedTradeId;
  return {
    tsEvent: question.ts,
    positions: [...book.positions.values()].map(toVenuePosition),
    openOrders: [...book.live.values()]
      .flatMap((live) => [...live.buys, ...live.sells, ...live.stops])
      .sort((left, right) => left.sequence - right.sequence)
      .map(toVenueOrder),
    fills: fillsAfter(book, question.afterTradeId),
    ...(newest !== undefined && { lastTradeId: newest }),
  };
}
