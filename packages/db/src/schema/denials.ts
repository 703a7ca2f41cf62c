import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { IntentId, StrategyId, SymbolId } from '@quarterdeck/core/kernel/ids';
import type { RefusalNumbers } from '@quarterdeck/core/kernel/verdict';
import type { OrderPurpose } from '@quarterdeck/core/model/order';
import { wordColumn } from './columns.ts';

/** Our own refusals, newest kept. */
export const denials = sqliteTable('denials', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  intentId: wordColumn<IntentId>('intent_id').notNull(),
  strategyId: wordColumn<StrategyId>('strategy_id').notNull(),
  symbol: wordColumn<SymbolId>('symbol').notNull(),
  purpose: wordColumn<OrderPurpose>('purpose').notNull(),
  code: text('code').notNull(),
  numbers: text('numbers', { mode: 'json' }).$type<RefusalNumbers>().notNull(),
  ts: integer('ts').notNull(),
  count: integer('count').notNull(),
});
