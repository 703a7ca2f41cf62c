import { integer, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { StrategyId, SymbolId } from '@quarterdeck/core/kernel/ids';
import type { OrderPurpose } from '@quarterdeck/core/model/order';
import type { Side } from '@quarterdeck/core/model/tick';
import { wordColumn } from './columns.ts';

/** What each strategy said last. */
export const signals = sqliteTable('signals', {
  strategyId: wordColumn<StrategyId>('strategy_id').primaryKey(),
  symbol: wordColumn<SymbolId>('symbol').notNull(),
  side: wordColumn<Side>('side').notNull(),
  purpose: wordColumn<OrderPurpose>('purpose').notNull(),
  entry_probability: real('entry_probability').notNull(),
  thesis: text('thesis').notNull(),
  ts: integer('ts').notNull(),
});
