import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { LockLevel } from '@quarterdeck/core/model/control';

/** Every turn of the global lock; the newest row is the state, no row means locked. */
export const locks = sqliteTable('locks', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  level: text('level').$type<LockLevel>().notNull(),
  reason: text('reason').notNull(),
  by: text('by').notNull(),
  tsSince: integer('ts_since').notNull(),
  eventSeq: integer('event_seq').notNull(),
});
