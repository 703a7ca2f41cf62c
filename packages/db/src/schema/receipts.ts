import { integer, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Answers already given, by command id: the same command twice acts once. */
export const receipts = sqliteTable('receipts', {
  commandId: text('command_id').primaryKey(),
  eventSeq: integer('event_seq').notNull(),
  enforcedMs: real('enforced_ms').notNull(),
  tsEnforced: integer('ts_enforced').notNull(),
});
