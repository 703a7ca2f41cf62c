import { formatMoney, formatUnits, notional, type Price } from '../kernel/decimal.ts';
import { denied, PASSED, type Verdict } from '../kernel/verdict.ts';
import type { Instrument } from '../model/instrument.ts';
import type { OrderRequest } from '../model/order.ts';
import type { Quote } from '../model/tick.ts';

/** Everything the venue may answer instead of taking a request. */
export type VenueRejectCode =
  | 'VENUE_UNKNOWN_SYMBOL'
  | 'VENUE_NO_MARKET'
  | 'VENUE_DUPLICATE_ID'
  | 'VENUE_PRICE_REQUIRED'
  | 'VENUE_STOP_PRICE_REQUIRED'
  | 'VENUE_TICK_SIZE'
  | 'VENUE_LOT_SIZE'
  | 'VENUE_MIN_QTY'
  | 'VENUE_MIN_NOTIONAL'
  | 'VENUE_POST_ONLY_ORDER_TYPE'
  | 'VENUE_POST_ONLY_WOULD_TAKE'
  | 'VENUE_REDUCE_ONLY'
  | 'VENUE_UNKNOWN_ORDER'
  | 'VENUE_ORDER_NOT_OPEN';

export type VenueVerdict = Verdict<VenueRejectCode>;

function checkShape(request: OrderRequest): VenueVerdict {
  if (request.type === 'limit' && request.price === undefined)
    return denied('VENUE_PRICE_REQUIRED');
  if (request.type === 'stop' && request.stopPrice === undefined) {
    return denied('VENUE_STOP_PRICE_REQUIRED');
  }
  if (request.postOnly && (request.type !== 'limit' || request.timeInForce !== 'gtc')) {
    return denied('VENUE_POST_ONLY_ORDER_TYPE', {
      type: request.type,
      timeInForce: request.timeInForce,
    });
  }
  return PASSED;
}

function checkTick(at: Price | undefined, tick: Price): VenueVerdict {
  if (at === undefined || (at > 0n && at % tick === 0n)) return PASSED;
  return denied('VENUE_TICK_SIZE', { price: formatUnits(at), tickSize: formatUnits(tick) });
}

function checkQty(request: OrderRequest, instrument: Instrument): VenueVerdict {
  const { qty } = request;
  if (qty < instrument.minQty || qty <= 0n) {
    return denied('VENUE_MIN_QTY', {
      qty: formatUnits(qty),
      minQty: formatUnits(instrument.minQty),
    });
  }
  if (qty % instrument.lotSize === 0n) return PASSED;
  return denied('VENUE_LOT_SIZE', {
    qty: formatUnits(qty),
    lotSize: formatUnits(instrument.lotSize),
  });
}

/** The price an order is valued at before it has one: its own, else its trigger, else the touch it would take. */
function valuationPrice(request: OrderRequest, quote: Quote): Price {
  if (request.type === 'limit' && request.price !== undefined) return request.price;
  if (request.type === 'stop' && request.stopPrice !== undefined) return request.stopPrice;
  return request.side === 'buy' ? quote.ask : quote.bid;
}

/** A reduction is exempt: a small remainder must always be closable. */
function checkNotional(request: OrderRequest, instrument: Instrument, quote: Quote): VenueVerdict {
  if (request.reduceOnly) return PASSED;
  const value = notional(valuationPrice(request, quote), request.qty);
  if (value >= instrument.minNotional) return PASSED;
  return denied('VENUE_MIN_NOTIONAL', {
    notional: formatMoney(value),
    minNotional: formatMoney(instrument.minNotional),
  });
}

/** Static filters of one instrument, in the order a venue names them. */
export function checkFilters(
  request: OrderRequest,
  instrument: Instrument,
  quote: Quote,
): VenueVerdict {
  const verdicts = [
    checkShape(request),
    checkQty(request, instrument),
    checkTick(request.type === 'limit' ? request.price : undefined, instrument.tickSize),
    checkTick(request.type === 'stop' ? request.stopPrice : undefined, instrument.tickSize),
    checkNotional(request, instrument, quote),
  ];
  return verdicts.find((verdict) => !verdict.ok) ?? PASSED;
}
