import { asQty, ZERO_QTY, type Qty } from '../kernel/decimal.ts';
import type { EpochMs } from '../kernel/clock.ts';
import type { SymbolId } from '../kernel/ids.ts';
import type { Side } from '../model/tick.ts';
import { positionQty, type BookOrder, type BookState, type LiveOrders } from './book-state.ts';
import { expireOrder, remainingQty, type Scribe } from './scribe.ts';

/** How much of the account's net position an order of this side could still close; never negative. */
export function reducibleQty(book: BookState, symbol: SymbolId, side: Side): Qty {
  const net = positionQty(book, symbol);
  if (side === 'sell') return net > 0n ? net : ZERO_QTY;
  return net < 0n ? asQty(-net) : ZERO_QTY;
}

/** What an order may still fill now: a reduce-only one is trimmed to the net position at every execution. */
export function fillableQty(book: BookState, order: BookOrder): Qty {
  const left = remainingQty(order);
  if (!order.reduceOnly) return left;
  const reducible = reducibleQty(book, order.symbol, order.side);
  return reducible < left ? reducible : left;
}

function expireSpent(scribe: Scribe, orders: readonly BookOrder[], ts: EpochMs): void {
  for (const order of [...orders]) {
    if (order.reduceOnly && fillableQty(scribe.memory.book, order) === 0n) {
      expireOrder(scribe, order, ts);
    }
  }
}

/** After fills: open reduce-only orders with nothing left to reduce are ended by the venue. */
export function expireSpentReduceOnly(scribe: Scribe, live: LiveOrders, ts: EpochMs): void {
  expireSpent(scribe, live.buys, ts);
  expireSpent(scribe, live.sells, ts);
  expireSpent(scribe, live.stops, ts);
}
