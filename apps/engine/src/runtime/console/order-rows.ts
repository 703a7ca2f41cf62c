import { formatUnits } from '@quarterdeck/core/kernel/decimal';
import type { OrderRow } from '@quarterdeck/core/contract/console-state.schema';
import type { Order } from '@quarterdeck/core/model/order';

export function orderRow(order: Order): OrderRow {
  const price = order.price ?? order.stopPrice;
  return {
    clientOrderId: order.clientOrderId,
    venueOrderId: order.venueOrderId ?? null,
    strategyId: order.strategyId,
    symbol: order.symbol,
    side: order.side,
    purpose: order.purpose,
    type: order.type,
    qty: formatUnits(order.qty),
    filledQty: formatUnits(order.filledQty),
    price: price === undefined ? null : formatUnits(price),
    state: order.state,
    tsCreated: order.tsCreated,
    tsUpdated: order.tsUpdated,
  };
}
