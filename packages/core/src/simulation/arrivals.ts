import type { EpochMs } from '../kernel/clock.ts';
import { asVenueOrderId, type ClientOrderId, type SymbolId } from '../kernel/ids.ts';
import { ensureDefined } from '../kernel/ensure.ts';
import { denied, PASSED, type Refusal } from '../kernel/verdict.ts';
import type { Instrument } from '../model/instrument.ts';
import type { OrderRequest } from '../model/order.ts';
import { findBookOrder, type BookOrder, type LineRequest } from './book-state.ts';
import { checkFilters, type VenueRejectCode, type VenueVerdict } from './filters.ts';
import { matchLimitOrder, matchMarketOrder, type MatchPoint } from './match-market.ts';
import { expireSpentReduceOnly, reducibleQty } from './reduce-only.ts';
import type { Scribe } from './scribe.ts';
import { hasTriggered } from './stop-trigger.ts';
import type { Market } from './venue-memory.ts';

/** The venue's doorstep: what happens to a request when it gets there. */
export interface Arrivals {
  readonly scribe: Scribe;
  readonly instruments: ReadonlyMap<SymbolId, Instrument>;
}

const ORDER_NUMBER_DIGITS = 10;

function nextPlacement(scribe: Scribe, request: OrderRequest, ts: EpochMs) {
  const sequence = scribe.memory.book.lastOrderNumber + 1;
  const venueOrderId = asVenueOrderId(`V${String(sequence).padStart(ORDER_NUMBER_DIGITS, '0')}`);
  return { ts, request, venueOrderId, sequence };
}

/** A duplicate is answered and changes nothing: the id keeps naming the first order. */
function reject(arrivals: Arrivals, request: OrderRequest, at: Refusal & { ts: EpochMs }): void {
  const { scribe } = arrivals;
  const { code, numbers, ts } = at;
  if (code !== 'VENUE_DUPLICATE_ID') {
    scribe.record({ type: 'Rejected', ...nextPlacement(scribe, request, ts), code, numbers });
  }
  const { clientOrderId } = request;
  scribe.report({ type: 'OrderRejected', clientOrderId, code, numbers, tsEvent: ts });
}

function checkReduceOnly(scribe: Scribe, request: OrderRequest): VenueVerdict {
  if (!request.reduceOnly) return PASSED;
  const { symbol, side } = request;
  return reducibleQty(scribe.memory.book, symbol, side) > 0n
    ? PASSED
    : denied('VENUE_REDUCE_ONLY', { symbol, side });
}

function checkPostOnly(request: OrderRequest, market: Market): VenueVerdict {
  if (!request.postOnly || request.price === undefined) return PASSED;
  const { bid, ask } = market.quote;
  const takes = request.side === 'buy' ? request.price >= ask : request.price <= bid;
  return takes ? denied('VENUE_POST_ONLY_WOULD_TAKE') : PASSED;
}

/** The symbol's instrument and market, or why the request cannot be taken. */
function admit(
  arrivals: Arrivals,
  request: OrderRequest,
): { readonly instrument: Instrument; readonly market: Market } | Refusal<VenueRejectCode> {
  const { scribe, instruments } = arrivals;
  const { symbol, clientOrderId } = request;
  if (findBookOrder(scribe.memory.book, clientOrderId)) return denied('VENUE_DUPLICATE_ID');
  const instrument = instruments.get(symbol);
  if (instrument === undefined) return denied('VENUE_UNKNOWN_SYMBOL', { symbol });
  const market = scribe.memory.markets.get(symbol);
  if (market === undefined) return denied('VENUE_NO_MARKET', { symbol });
  const filters = checkFilters(request, instrument, market.quote);
  if (!filters.ok) return filters;
  const reduction = checkReduceOnly(scribe, request);
  if (!reduction.ok) return reduction;
  const posting = checkPostOnly(request, market);
  return posting.ok ? { instrument, market } : posting;
}

function match(point: MatchPoint, order: BookOrder): void {
  if (order.type === 'limit') matchLimitOrder(point, order);
  else if (order.type === 'market' || hasTriggered(order, point.market)) {
    matchMarketOrder(point, order);
  }
}

function arriveSubmit(arrivals: Arrivals, request: OrderRequest, ts: EpochMs): void {
  const { scribe } = arrivals;
  const admitted = admit(arrivals, request);
  if ('ok' in admitted) {
    reject(arrivals, request, { ...admitted, ts });
    return;
  }
  const placement = nextPlacement(scribe, request, ts);
  const { clientOrderId } = request;
  const { venueOrderId } = placement;
  scribe.record({ type: 'Accepted', ts, request, venueOrderId, sequence: placement.sequence });
  scribe.report({ type: 'OrderAccepted', clientOrderId, venueOrderId, tsEvent: ts });
  const { book } = scribe.memory;
  const { instrument, market } = admitted;
  const point = { scribe, instrument, market, ts };
  match(point, ensureDefined(book.orders.get(clientOrderId), clientOrderId));
  const live = book.live.get(request.symbol);
  if (live !== undefined) expireSpentReduceOnly(scribe, live, ts);
}

function arriveCancel(scribe: Scribe, clientOrderId: ClientOrderId, ts: EpochMs): void {
  const order = findBookOrder(scribe.memory.book, clientOrderId);
  if (order?.status === 'open') {
    scribe.record({ type: 'Ended', ts, clientOrderId, status: 'cancelled' });
    scribe.report({ type: 'OrderCancelled', clientOrderId, tsEvent: ts });
    return;
  }
  const code = order === undefined ? 'VENUE_UNKNOWN_ORDER' : 'VENUE_ORDER_NOT_OPEN';
  scribe.report({ type: 'CancelRejected', clientOrderId, code, tsEvent: ts });
}

/** One request reaches the venue: everything it causes is one batch of the book. */
export function arrive(arrivals: Arrivals, line: LineRequest, ts: EpochMs): void {
  arrivals.scribe.record({ type: 'Arrived' });
  if (line.kind === 'submit') arriveSubmit(arrivals, line.request, ts);
  else arriveCancel(arrivals.scribe, line.clientOrderId, ts);
  arrivals.scribe.commit();
}
