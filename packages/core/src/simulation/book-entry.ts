import { absQty, asMoney, asQty, divideHalfEven, notional } from '../kernel/decimal.ts';
import { ensureDefined, ensureInvariant } from '../kernel/ensure.ts';
import type { EpochMs } from '../kernel/clock.ts';
import type { ClientOrderId, SymbolId, VenueOrderId } from '../kernel/ids.ts';
import type { RefusalNumbers } from '../kernel/verdict.ts';
import type { Draft } from '../model/draft.ts';
import type { Fill } from '../model/fill.ts';
import type { OrderRequest } from '../model/order.ts';
import type { Quote } from '../model/tick.ts';
import type { BookOrder, BookState, LineRequest, LiveOrders } from './book-state.ts';

/**
 * One change of the venue's book. Live matching and reloading apply the same entries with the same
 * function, so a reloaded book cannot differ from the one that was in memory.
 */
export type BookEntry =
  /** Handed over; `quote` is what the market showed then, so that a restarted venue can still match it. */
  | {
      readonly type: 'Sent';
      readonly tsArrives: EpochMs;
      readonly line: LineRequest;
      readonly quote?: Quote;
    }
  /** The oldest request on the line has arrived; what came of it stands in the same batch. */
  | { readonly type: 'Arrived' }
  | {
      readonly type: 'Accepted';
      readonly ts: EpochMs;
      readonly request: OrderRequest;
      readonly venueOrderId: VenueOrderId;
      readonly sequence: number;
    }
  | {
      readonly type: 'Rejected';
      readonly ts: EpochMs;
      readonly request: OrderRequest;
      readonly venueOrderId: VenueOrderId;
      readonly sequence: number;
      readonly code: string;
      readonly numbers: RefusalNumbers;
    }
  | { readonly type: 'Filled'; readonly fill: Fill }
  | {
      readonly type: 'Ended';
      readonly ts: EpochMs;
      readonly clientOrderId: ClientOrderId;
      readonly status: 'cancelled' | 'expired';
    };

function liveOrdersOf(book: BookState, symbol: SymbolId): LiveOrders {
  let orders = book.live.get(symbol);
  if (orders === undefined) {
    orders = { buys: [], sells: [], stops: [] };
    book.live.set(symbol, orders);
  }
  return orders;
}

function listOf(book: BookState, order: BookOrder): BookOrder[] {
  const orders = liveOrdersOf(book, order.symbol);
  if (order.type === 'stop') return orders.stops;
  return order.side === 'buy' ? orders.buys : orders.sells;
}

function goesBefore(order: BookOrder, other: BookOrder): boolean {
  if (order.type === 'stop' || order.price === undefined || other.price === undefined) return false;
  return order.side === 'buy' ? order.price > other.price : order.price < other.price;
}

export function addLiveOrder(book: BookState, order: BookOrder): void {
  const list = listOf(book, order);
  const at = list.findIndex((other) => goesBefore(order, other));
  if (at === -1) list.push(order);
  else list.splice(at, 0, order);
}

function removeLive(book: BookState, order: BookOrder): void {
  const list = listOf(book, order);
  const at = list.indexOf(order);
  if (at !== -1) list.splice(at, 1);
}

function applyFill(book: BookState, fill: Fill): void {
  const order = ensureDefined(book.orders.get(fill.clientOrderId), `order ${fill.clientOrderId}`);
  order.filledQty = asQty(order.filledQty + fill.qty);
  ensureInvariant(order.filledQty <= order.qty, `overfilled ${fill.clientOrderId}`);
  if (order.filledQty === order.qty) {
    order.status = 'filled';
    removeLive(book, order);
  }
  book.fills.push(fill);
  book.lastTradeNumber = Number(fill.tradeId);
  applyToPosition(book, fill);
}

/** Average-cost netting: a reduction releases cost in proportion, a flip starts afresh at the fill's price. */
function applyToPosition(book: BookState, fill: Fill): void {
  const position = book.positions.get(fill.symbol);
  const signed = asQty(fill.side === 'buy' ? fill.qty : -fill.qty);
  if (position === undefined) {
    const costQuote = notional(fill.price, signed);
    book.positions.set(fill.symbol, { symbol: fill.symbol, qty: signed, costQuote });
    return;
  }
  const before = position.qty;
  const after = asQty(before + signed);
  position.qty = after;
  if (after === 0n) book.positions.delete(fill.symbol);
  else if (before > 0n === signed > 0n) {
    position.costQuote = asMoney(position.costQuote + notional(fill.price, signed));
  } else if (before > 0n === after > 0n) {
    const kept = divideHalfEven(position.costQuote * absQty(after), absQty(before));
    position.costQuote = asMoney(kept);
  } else position.costQuote = notional(fill.price, after);
}

type Placement = Extract<BookEntry, { type: 'Accepted' | 'Rejected' }>;

function applyPlacement(book: BookState, entry: Placement): void {
  const { request, venueOrderId, sequence, ts } = entry;
  const order: Draft<BookOrder> = {
    clientOrderId: request.clientOrderId,
    symbol: request.symbol,
    side: request.side,
    type: request.type,
    timeInForce: request.timeInForce,
    qty: request.qty,
    postOnly: request.postOnly,
    reduceOnly: request.reduceOnly,
    venueOrderId,
    sequence,
    tsAccepted: ts,
    status: entry.type === 'Accepted' ? 'open' : 'rejected',
    filledQty: asQty(0n),
    queueAhead: null,
  };
  if (request.price !== undefined) order.price = request.price;
  if (request.stopPrice !== undefined) order.stopPrice = request.stopPrice;
  if (entry.type === 'Rejected') {
    order.code = entry.code;
    order.numbers = entry.numbers;
  }
  book.orders.set(order.clientOrderId, order);
  book.lastOrderNumber = sequence;
  if (order.status === 'open') addLiveOrder(book, order);
}

/** Carries one change into the book. The line and the market are not part of it. */
export function applyBookEntry(book: BookState, entry: BookEntry): void {
  if (entry.type === 'Accepted' || entry.type === 'Rejected') applyPlacement(book, entry);
  else if (entry.type === 'Filled') applyFill(book, entry.fill);
  else if (entry.type === 'Ended') {
    const order = ensureDefined(book.orders.get(entry.clientOrderId), entry.clientOrderId);
    ensureInvariant(order.status === 'open', `ended twice ${entry.clientOrderId}`);
    order.status = entry.status;
    removeLive(book, order);
  }
}
