import { sqliteTable, text } from 'drizzle-orm/sqlite-core';

export type MetaKey =
  | 'desk_id'
  | 'first_start'
  | 'last_event_seq'
  | 'audit_head'
  | 'decisions_head'
  | 'decision_outcomes_head'
  | 'gate_counts_head'
  /** From before there were parts: `agent_parts`. */
  | 'agent_state';

/** Single facts about this database. */
export const meta = sqliteTable('meta', {
  key: text('key').$type<MetaKey>().primaryKey(),
  value: text('value').notNull(),
});
