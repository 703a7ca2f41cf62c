import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { StrategyId } from '@quarterdeck/core/kernel/ids';

/** One row a strategy: where its switch stands now. */
export const controls = sqliteTable('controls', {
  strategyId: text('strategy_id').$type<StrategyId>().primaryKey(),
  entry_enabled: integer('entry_enabled', { mode: 'boolean' }).notNull(),
  exit_enabled: integer('exit_enabled', { mode: 'boolean' }).notNull(),
  memo: text('memo').notNull(),
  by: text('by').notNull(),
  tsUpdated: integer('ts_updated').notNull(),
  eventSeq: integer('event_seq').notNull(),
});
