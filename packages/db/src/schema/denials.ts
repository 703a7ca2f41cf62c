import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { IntentId, StrategyId, SymbolId } from '@quarterdeck/core/kernel/ids';
import type { RefusalNumbers } from '@quarterdeck/core/kernel/verdict';
import type { OrderPurpose } from '@quarterdeck/core/model/order';

/** Our own refusals, newest kept. */
export const denials = sqliteTable('denials', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  intentId: text('intent_id').$type<IntentId>().notNull(),
  strategyId: text('strategy_id').$type<StrategyId>().notNull(),
  symbol: text('symbol').$type<SymbolId>().notNull(),
  purpose: text('purpose').$type<OrderPurpose>().notNull(),
  code: text('code').notNull(),
  numbers: text('numbers', { mode: 'json' }).$type<RefusalNumbers>().notNull(),
  ts: integer('ts').notNull(),
  count: integer('count').notNull(),
});
