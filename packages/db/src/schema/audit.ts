import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Hash-chained and append-only: who asked for what, and what came of it. */
export const audit = sqliteTable('audit', {
  id: integer('id').primaryKey(),
  ts: integer('ts').notNull(),
  actor: text('actor').notNull(),
  via: text('via').notNull(),
  action: text('action').notNull(),
  request: text('request').notNull(),
  outcome: text('outcome').notNull(),
  eventSeq: integer('event_seq').notNull(),
  hash: text('hash').notNull(),
});
