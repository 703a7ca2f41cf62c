import { sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** What the agent knows, part by part: written over in place, so that an order waits for what has changed alone. */
export const agentParts = sqliteTable('agent_parts', {
  name: text('name').primaryKey(),
  text: text('text').notNull(),
});
