import { money, price, qty } from '../../kernel/decimal.ts';
import { asClientOrderId, asSymbolId } from '../../kernel/ids.ts';
import type { Instrument } from '../../model/instrument.ts';
import type { OrderRequest } from '../../model/order.ts';
import type { Quote, Side, Trade } from '../../model/tick.ts';
import type { VenueReport } from '../../model/venue-report.ts';
import {
  createMatchingVenue,
  type MatchingVenue,
  type MatchingVenueOptions,
} from '../matching-venue.ts';

export const BTC = asSymbolId('BTC/USDT');

export function instrumentOf(name: string, tick = '0.1', lot = '0.1'): Instrument {
  const [base = '', quote = ''] = name.split('/');
  return {
    symbol: asSymbolId(name),
    base,
    quote,
    tickSize: price(tick),
    lotSize: qty(lot),
    minQty: qty(lot),
    minNotional: money('5'),
    calendar: 'always',
  };
}

/** `quoteOf(1_000, '100 x 2', '101 x 3')`; size 0 where the source names none. */
export function quoteOf(tsEvent: number, bid: string, ask: string): Quote {
  const [bidPrice = '', bidQty = '0'] = bid.split(' x ');
  const [askPrice = '', askQty = '0'] = ask.split(' x ');
  const size = (text: string) => (text === '0' ? (0n as Quote['bidQty']) : qty(text));
  return {
    symbol: BTC,
    bid: price(bidPrice),
    ask: price(askPrice),
    bidQty: size(bidQty),
    askQty: size(askQty),
    tsEvent,
  };
}

export function tradeOf(tsEvent: number, side: Side, text: string): Trade {
  const [at = '', size = ''] = text.split(' x ');
  return { symbol: BTC, side, price: price(at), qty: qty(size), tsEvent };
}

export type OrderPatch = Partial<
  Omit<OrderRequest, 'clientOrderId' | 'qty' | 'price' | 'stopPrice'>
>;

/** `order('a', 'buy 2')`, `order('b', 'sell 2 @ 101')`, `order('c', 'sell 2 stop 99')`. */
export function order(id: string, text: string, patch: OrderPatch = {}): OrderRequest {
  const [side = '', size = '', kind, at = ''] = text.split(' ');
  const type = kind === '@' ? 'limit' : kind === 'stop' ? 'stop' : 'market';
  return {
    clientOrderId: asClientOrderId(id),
    symbol: BTC,
    side: side as Side,
    type,
    timeInForce: 'gtc',
    qty: qty(size),
    ...(type === 'limit' && { price: price(at) }),
    ...(type === 'stop' && { stopPrice: price(at) }),
    postOnly: false,
    reduceOnly: false,
    ...patch,
  };
}

export function venueOf(options: Partial<MatchingVenueOptions> = {}): MatchingVenue {
  return createMatchingVenue({
    instruments: [instrumentOf('BTC/USDT')],
    latencyMs: 10,
    makerFeeBps: 1,
    takerFeeBps: 2,
    ...options,
  });
}

/** One report in one line: `filled a 2 @ 101 taker`. */
export function describeReport(report: VenueReport): string {
  if (report.type === 'OrderFilled') {
    const { clientOrderId, qty: size, price: at, liquidity } = report.fill;
    return `filled ${clientOrderId} ${Number(size) / 1e8} @ ${Number(at) / 1e8} ${liquidity}`;
  }
  const word = report.type.replace('Order', '').toLowerCase();
  const code = 'code' in report ? ` ${report.code}` : '';
  return `${word} ${report.clientOrderId}${code}`;
}

/** Lets everything on the line arrive and come back. */
export const settle = (venue: MatchingVenue, ts: number): string[] =>
  venue.advance(ts).map(describeReport);
