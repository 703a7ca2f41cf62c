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
import { priceColumn, qtyColumn } from './columns.ts';

/** One row an order, brought up to date with every step it takes. */
export const orders = sqliteTable('orders', {
  clientOrderId: text('client_order_id').$type<ClientOrderId>().primaryKey(),
  symbol: text('symbol').$type<SymbolId>().notNull(),
  side: text('side').$type<Side>().notNull(),
  type: text('type').$type<OrderType>().notNull(),
  timeInForce: text('time_in_force').$type<TimeInForce>().notNull(),
  qty: qtyColumn('qty').notNull(),
  price: priceColumn('price'),
  stopPrice: priceColumn('stop_price'),
  postOnly: integer('post_only', { mode: 'boolean' }).notNull(),
  reduceOnly: integer('reduce_only', { mode: 'boolean' }).notNull(),
  intentId: text('intent_id').$type<IntentId>().notNull(),
  strategyId: text('strategy_id').$type<StrategyId>().notNull(),
  purpose: text('purpose').$type<OrderPurpose>().notNull(),
  positionId: text('position_id').$type<PositionId>().notNull(),
  entry_probability: real('entry_probability').notNull(),
  entry_units_intent: qtyColumn('entry_units_intent').notNull(),
  thesis: text('thesis').notNull(),
  plannedStopPrice: priceColumn('planned_stop_price'),
  plannedTargetPrice: priceColumn('planned_target_price'),
  exitReason: text('exit_reason').$type<ExitReason>(),
  tsCreated: integer('ts_created').notNull(),
  tsExpires: integer('ts_expires').notNull(),
  state: text('state').$type<OrderState>().notNull(),
  venueOrderId: text('venue_order_id').$type<VenueOrderId>(),
  filledQty: qtyColumn('filled_qty').notNull(),
  tsUpdated: integer('ts_updated').notNull(),
  refusal: text('refusal', { mode: 'json' }).$type<{
    readonly code: string;
    readonly numbers: RefusalNumbers;
  }>(),
});
