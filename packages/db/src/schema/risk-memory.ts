import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { StrategyId } from '@quarterdeck/core/kernel/ids';
import { moneyColumn } from './columns.ts';

/** One row: what the limits remember. */
export const riskMemory = sqliteTable('risk_memory', {
  id: integer('id').primaryKey(),
  tsDay: integer('ts_day').notNull(),
  dayStartEquity: moneyColumn('day_start_equity').notNull(),
  peakEquity: moneyColumn('peak_equity').notNull(),
  breakerTrippedTs: integer('breaker_tripped_ts'),
  throttled: text('throttled', { mode: 'json' }).$type<readonly StrategyId[]>().notNull(),
});
