import { integer, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { StrategyId, SymbolId } from '@quarterdeck/core/kernel/ids';
import type { OrderPurpose } from '@quarterdeck/core/model/order';
import type { Side } from '@quarterdeck/core/model/tick';

/** What each strategy said last. */
export const signals = sqliteTable('signals', {
  strategyId: text('strategy_id').$type<StrategyId>().primaryKey(),
  symbol: text('symbol').$type<SymbolId>().notNull(),
  side: text('side').$type<Side>().notNull(),
  purpose: text('purpose').$type<OrderPurpose>().notNull(),
  entry_probability: real('entry_probability').notNull(),
  thesis: text('thesis').notNull(),
  ts: integer('ts').notNull(),
});
