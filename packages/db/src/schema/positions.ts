import { integer, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { ClientOrderId, PositionId, StrategyId, SymbolId } from '@quarterdeck/core/kernel/ids';
import type { ExitReason } from '@quarterdeck/core/model/position';
import { moneyColumn, priceColumn, qtyColumn } from './columns.ts';

/** Open positions only; what is closed stands in `trades`. */
export const positions = sqliteTable('positions', {
  positionId: text('position_id').$type<PositionId>().primaryKey(),
  strategyId: text('strategy_id').$type<StrategyId>().notNull(),
  symbol: text('symbol').$type<SymbolId>().notNull(),
  qty: qtyColumn('qty').notNull(),
  costQuote: moneyColumn('cost_quote').notNull(),
  peakQty: qtyColumn('peak_qty').notNull(),
  exitQty: qtyColumn('exit_qty').notNull(),
  exitQuote: moneyColumn('exit_quote').notNull(),
  realised: moneyColumn('realised').notNull(),
  fees: moneyColumn('fees').notNull(),
  tsOpened: integer('ts_opened').notNull(),
  entry_probability: real('entry_probability').notNull(),
  entry_units_intent: qtyColumn('entry_units_intent').notNull(),
  thesis: text('thesis').notNull(),
  stopPrice: priceColumn('stop_price').notNull(),
  targetPrice: priceColumn('target_price'),
  bestPrice: priceColumn('best_price').notNull(),
  closingOrderId: text('closing_order_id').$type<ClientOrderId>(),
  closingReason: text('closing_reason').$type<ExitReason>(),
  closingThesis: text('closing_thesis'),
  closingQty: qtyColumn('closing_qty'),
  stopOrderId: text('stop_order_id').$type<ClientOrderId>(),
});
