import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { StrategyId } from '@quarterdeck/core/kernel/ids';
import type { ParamsVersion } from '@quarterdeck/core/model/control';

/** Every set of parameters a person has put into effect; none is ever changed or removed. */
export const paramsVersions = sqliteTable('params_versions', {
  strategyId: text('strategy_id').$type<StrategyId>().notNull(),
  version: integer('version').notNull(),
  params: text('params', { mode: 'json' }).$type<ParamsVersion['params']>().notNull(),
  source: text('source').$type<ParamsVersion['source']>().notNull(),
  reason: text('reason').notNull(),
  by: text('by').notNull(),
  ts: integer('ts').notNull(),
  eventSeq: integer('event_seq').notNull(),
});
