import { divideHalfEven, asPrice, ZERO_QTY, type Money, type Qty } from '../kernel/decimal.ts';
import type { EpochMs } from '../kernel/clock.ts';
import type { ClientOrderId, SymbolId, TradeId, VenueOrderId } from '../kernel/ids.ts';
import type { RefusalNumbers } from '../kernel/verdict.ts';
import type { Fill } from '../model/fill.ts';
import type { OrderRequest } from '../model/order.ts';
import type { VenueOrder, VenuePosition } from '../model/venue-report.ts';

/** An order as the simulated venue keeps it; a final one may move to the archive, its id is never used twice. */
export interface BookOrder extends OrderRequest {
  readonly venueOrderId: VenueOrderId;
  /** Order of arrival over all symbols: the time in price-time priority. */
  readonly sequence: number;
  readonly tsAccepted: EpochMs;
  status: VenueOrder['status'];
  filledQty: Qty;
  /** Shown quantity that trades before us at our price; null while the level has not been seen. */
  queueAhead: Qty | null;
  /** Why it was rejected. */
  readonly code?: string;
  readonly numbers?: RefusalNumbers;
}

/** Handed over and not yet arrived. */
export type LineRequest =
  | { readonly kind: 'submit'; readonly request: OrderRequest }
  | { readonly kind: 'cancel'; readonly clientOrderId: ClientOrderId };

/** Signed net of the account in one instrument. */
export interface BookPosition {
  readonly symbol: SymbolId;
  qty: Qty;
  /** Signed cost of what is open: quantity times average price, quote currency. */
  costQuote: Money;
}

/** Open orders of one symbol, each list in matching priority. */
export interface LiveOrders {
  /** Highest price first, then arrival. */
  readonly buys: BookOrder[];
  /** Lowest price first, then arrival. */
  readonly sells: BookOrder[];
  /** By arrival. */
  readonly stops: BookOrder[];
}

/** Final orders and fills that have left memory. Slow to ask: only for what memory does not hold. */
export interface BookArchive {
  findOrder(clientOrderId: ClientOrderId): BookOrder | undefined;
  /** Oldest first; without `after`, from the first one ever. */
  listFills(range: {
    readonly after: TradeId | undefined;
    readonly upTo: TradeId;
  }): readonly Fill[];
}

/** What a venue would still know after its own restart; changed only by `applyBookEntry`, and thinned by `dropArchived`. */
export interface BookState {
  /** Open ones and the newest final ones: ask `findBookOrder`, which knows the others too. */
  readonly orders: Map<ClientOrderId, BookOrder>;
  readonly live: Map<SymbolId, LiveOrders>;
  readonly positions: Map<SymbolId, BookPosition>;
  /** The newest ones, oldest first. */
  readonly fills: Fill[];
  lastOrderNumber: number;
  lastTradeNumber: number;
  /** Fills up to here are in the archive and not in `fills`. */
  archivedTradeId: TradeId | undefined;
  archive: BookArchive;
}

const EMPTY_ARCHIVE: BookArchive = { findOrder: () => undefined, listFills: () => [] };

export const createBookState = (): BookState => ({
  orders: new Map(),
  live: new Map(),
  positions: new Map(),
  fills: [],
  lastOrderNumber: 0,
  lastTradeNumber: 0,
  archivedTradeId: undefined,
  archive: EMPTY_ARCHIVE,
});

/** Of every order that ever arrived; undefined for an id that never did. */
export const findBookOrder = (book: BookState, id: ClientOrderId): BookOrder | undefined =>
  book.orders.get(id) ?? book.archive.findOrder(id);

export function positionQty(book: BookState, symbol: SymbolId): Qty {
  return book.positions.get(symbol)?.qty ?? ZERO_QTY;
}

export function toVenuePosition(position: BookPosition): VenuePosition {
  const { symbol, qty, costQuote } = position;
  const magnitude = qty < 0n ? -qty : qty;
  const cost = qty < 0n ? -costQuote : costQuote;
  return { symbol, qty, averagePrice: asPrice(divideHalfEven(cost, magnitude)) };
}

/** The order without the venue's private fields; a copy, safe to keep. */
export function toVenueOrder(order: BookOrder): VenueOrder {
  const { sequence: _, queueAhead: __, code: ___, numbers: ____, ...rest } = order;
  return rest;
}

export const isLive = (orders: LiveOrders): boolean =>
  orders.buys.length + orders.sells.length + orders.stops.length > 0;
