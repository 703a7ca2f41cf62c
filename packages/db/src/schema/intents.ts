import { integer, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { IntentId, PositionId, StrategyId, SymbolId } from '@quarterdeck/core/kernel/ids';
import type { OrderPurpose, OrderType, TimeInForce } from '@quarterdeck/core/model/order';
import type { ExitReason } from '@quarterdeck/core/model/position';
import type { Side } from '@quarterdeck/core/model/tick';
import { priceColumn, qtyColumn } from './columns.ts';

/** What a strategy wanted, before anything came of it. */
export const intents = sqliteTable('intents', {
  intentId: text('intent_id').$type<IntentId>().primaryKey(),
  strategyId: text('strategy_id').$type<StrategyId>().notNull(),
  symbol: text('symbol').$type<SymbolId>().notNull(),
  purpose: text('purpose').$type<OrderPurpose>().notNull(),
  side: text('side').$type<Side>().notNull(),
  type: text('type').$type<OrderType>().notNull(),
  timeInForce: text('time_in_force').$type<TimeInForce>().notNull(),
  qty: qtyColumn('qty').notNull(),
  price: priceColumn('price'),
  entry_probability: real('entry_probability').notNull(),
  entry_units_intent: qtyColumn('entry_units_intent').notNull(),
  thesis: text('thesis').notNull(),
  stopPrice: priceColumn('stop_price'),
  targetPrice: priceColumn('target_price'),
  positionId: text('position_id').$type<PositionId>().notNull(),
  exitReason: text('exit_reason').$type<ExitReason>(),
  tsExpires: integer('ts_expires').notNull(),
  tsRecorded: integer('ts_recorded').notNull(),
});
