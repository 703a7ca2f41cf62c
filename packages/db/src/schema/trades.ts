import { integer, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { PositionId, StrategyId, SymbolId } from '@quarterdeck/core/kernel/ids';
import type { ClosedTrade, ExitReason } from '@quarterdeck/core/model/position';
import { moneyColumn, priceColumn, qtyColumn } from './columns.ts';

/** Finished round trips, in the order they were closed. */
export const trades = sqliteTable('trades', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  positionId: text('position_id').$type<PositionId>().notNull(),
  strategyId: text('strategy_id').$type<StrategyId>().notNull(),
  symbol: text('symbol').$type<SymbolId>().notNull(),
  side: text('side').$type<ClosedTrade['side']>().notNull(),
  qty: qtyColumn('qty').notNull(),
  entryPrice: priceColumn('entry_price').notNull(),
  exitPrice: priceColumn('exit_price').notNull(),
  tsOpened: integer('ts_opened').notNull(),
  tsClosed: integer('ts_closed').notNull(),
  realised: moneyColumn('realised').notNull(),
  fees: moneyColumn('fees').notNull(),
  net: moneyColumn('net').notNull(),
  entry_probability: real('entry_probability').notNull(),
  entry_units_intent: qtyColumn('entry_units_intent').notNull(),
  thesis: text('thesis').notNull(),
  exitReason: text('exit_reason').$type<ExitReason>().notNull(),
  exitThesis: text('exit_thesis').notNull(),
});
