import type { BookOrder, LiveOrders } from './book-state.ts';
import { matchMarketOrder, type MatchPoint } from './match-market.ts';
import type { Market } from './venue-memory.ts';

/** A stop looks at the side it would trade on: a sell stop at the bid, a buy stop at the ask. */
export function hasTriggered(order: BookOrder, market: Market): boolean {
  if (order.stopPrice === undefined) return false;
  const { bid, ask } = market.quote;
  return order.side === 'buy' ? ask >= order.stopPrice : bid <= order.stopPrice;
}

/** Triggered stops become market orders at once, oldest first, against the quote that triggered them. */
export function triggerStops(point: MatchPoint, live: LiveOrders): void {
  for (const order of [...live.stops]) {
    if (order.status === 'open' && hasTriggered(order, point.market)) {
      matchMarketOrder(point, order);
    }
  }
}
