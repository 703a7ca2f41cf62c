import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** The equity curve; amounts are the exact text they were published with. */
export const equityPoints = sqliteTable('equity_points', {
  ts: integer('ts').primaryKey(),
  equity: text('equity').notNull(),
  total: text('total').notNull(),
  bySymbol: text('by_symbol', { mode: 'json' }).$type<Record<string, string>>().notNull(),
  byStrategy: text('by_strategy', { mode: 'json' }).$type<Record<string, string>>().notNull(),
});
