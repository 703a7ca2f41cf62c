import { integer, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type {
  ClientOrderId,
  IntentId,
  PositionId,
  StrategyId,
  SymbolId,
  VenueOrderId,
} from '@quarterdeck/core/kernel/ids';
import type { RefusalNumbers } from '@quarterdeck/core/kernel/verdict';
import type {
  OrderPurpose,
  OrderState,
  OrderType,
  TimeInForce,
} from '@quarterdeck/core/model/order';
import type { ExitReason } from '@quarterdeck/core/model/position';
import type { Side } from '@quarterdeck/core/model/tick';
import { priceColumn, qtyColumn, wordColumn } from './columns.ts';

/** One row an order, brought up to date with every step it takes. */
export const orders = sqliteTable('orders', {
  clientOrderId: wordColumn<ClientOrderId>('client_order_id').primaryKey(),
  symbol: wordColumn<SymbolId>('symbol').notNull(),
  side: wordColumn<Side>('side').notNull(),
  type: wordColumn<OrderType>('type').notNull(),
  timeInForce: wordColumn<TimeInForce>('time_in_force').notNull(),
  qty: qtyColumn('qty').notNull(),
  price: priceColumn('price'),
  stopPrice: priceColumn('stop_price'),
  postOnly: integer('post_only', { mode: 'boolean' }).notNull(),
  reduceOnly: integer('reduce_only', { mode: 'boolean' }).notNull(),
  intentId: wordColumn<IntentId>('intent_id').notNull(),
  strategyId: wordColumn<StrategyId>('strategy_id').notNull(),
  purpose: wordColumn<OrderPurpose>('purpose').notNull(),
  positionId: wordColumn<PositionId>('position_id').notNull(),
  entry_probability: real('entry_probability').notNull(),
  entry_units_intent: qtyColumn('entry_units_intent').notNull(),
  thesis: text('thesis').notNull(),
  plannedStopPrice: priceColumn('planned_stop_price'),
  plannedTargetPrice: priceColumn('planned_target_price'),
  exitReason: wordColumn<ExitReason>('exit_reason'),
  tsCreated: integer('ts_created').notNull(),
  tsExpires: integer('ts_expires').notNull(),
  state: wordColumn<OrderState>('state').notNull(),
  venueOrderId: wordColumn<VenueOrderId>('venue_order_id'),
  filledQty: qtyColumn('filled_qty').notNull(),
  tsUpdated: integer('ts_updated').notNull(),
  refusal: text('refusal', { mode: 'json' }).$type<{
    readonly code: string;
    readonly numbers: RefusalNumbers;
  }>(),
});
