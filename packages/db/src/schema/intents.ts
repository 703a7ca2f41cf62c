import { integer, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { IntentId, PositionId, StrategyId, SymbolId } from '@quarterdeck/core/kernel/ids';
import type { OrderPurpose, OrderType, TimeInForce } from '@quarterdeck/core/model/order';
import type { ExitReason } from '@quarterdeck/core/model/position';
import type { Side } from '@quarterdeck/core/model/tick';
import { priceColumn, qtyColumn, wordColumn } from './columns.ts';

/** What a strategy wanted, before anything came of it. */
export const intents = sqliteTable('intents', {
  intentId: wordColumn<IntentId>('intent_id').primaryKey(),
  strategyId: wordColumn<StrategyId>('strategy_id').notNull(),
  symbol: wordColumn<SymbolId>('symbol').notNull(),
  purpose: wordColumn<OrderPurpose>('purpose').notNull(),
  side: wordColumn<Side>('side').notNull(),
  type: wordColumn<OrderType>('type').notNull(),
  timeInForce: wordColumn<TimeInForce>('time_in_force').notNull(),
  qty: qtyColumn('qty').notNull(),
  price: priceColumn('price'),
  entry_probability: real('entry_probability').notNull(),
  entry_units_intent: qtyColumn('entry_units_intent').notNull(),
  thesis: text('thesis').notNull(),
  stopPrice: priceColumn('stop_price'),
  targetPrice: priceColumn('target_price'),
  positionId: wordColumn<PositionId>('position_id').notNull(),
  exitReason: wordColumn<ExitReason>('exit_reason'),
  tsExpires: integer('ts_expires').notNull(),
  tsRecorded: integer('ts_recorded').notNull(),
});
