import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { AlertLevel } from '@quarterdeck/core/model/effect';
import { wordColumn } from './columns.ts';

export const alerts = sqliteTable('alerts', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  level: wordColumn<AlertLevel>('level').notNull(),
  code: text('code').notNull(),
  text: text('text').notNull(),
  ts: integer('ts').notNull(),
});
