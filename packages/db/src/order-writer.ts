import { formatUnits } from '@quarterdeck/core/kernel/decimal';
import type { Order } from '@quarterdeck/core/model/order';
import type { Database } from './database.ts';
import { orders } from './schema/orders.ts';
import { createTableWriter } from './table-writer.ts';

/** All that an order's later steps may change; everything else of it is read-only from its first record on. */
const STEP = `UPDATE orders SET state = ?, venue_order_id = ?, filled_qty = ?, ts_updated = ?, refusal = ?
  WHERE client_order_id = ?`;

/** One row an order. A step of one that stands there already writes five columns instead of twenty-seven. */
export function createOrderWriter({ sqlite }: Database): (order: Order) => void {
  const upsert = createTableWriter(sqlite, {
    table: orders,
    onConflict: { replaceOn: ['clientOrderId'] },
  });
  const step = sqlite.prepare<(string | number | null)[]>(STEP);
  const takeStep = ({ state, venueOrderId, filledQty, tsUpdated, refusal, clientOrderId }: Order) =>
    step.run(
      state,
      venueOrderId ?? null,
      formatUnits(filledQty),
      tsUpdated,
      refusal === undefined ? null : JSON.stringify(refusal),
      clientOrderId,
    ).changes === 1;
  return (order) => {
    if (order.state === 'submitted' || !takeStep(order)) upsert(order);
  };
}
