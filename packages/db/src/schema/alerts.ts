import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { AlertLevel } from '@quarterdeck/core/model/effect';

export const alerts = sqliteTable('alerts', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  level: text('level').$type<AlertLevel>().notNull(),
  code: text('code').notNull(),
  text: text('text').notNull(),
  ts: integer('ts').notNull(),
});
