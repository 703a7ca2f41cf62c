import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { moneyColumn } from './columns.ts';

/** Named amounts as exact text. */
export type StoredAmounts = readonly Readonly<Record<string, string | number>>[];

/** One row: the ledger's sums after the newest fill, so that a restart need not add up history. */
export const ledgerTotals = sqliteTable('ledger_totals', {
  id: integer('id').primaryKey(),
  fills: integer('fills').notNull(),
  realised: moneyColumn('realised').notNull(),
  fees: moneyColumn('fees').notNull(),
  net: moneyColumn('net').notNull(),
  bySymbol: text('by_symbol', { mode: 'json' }).$type<StoredAmounts>().notNull(),
  byStrategy: text('by_strategy', { mode: 'json' }).$type<StoredAmounts>().notNull(),
  cashQuote: text('cash_quote', { mode: 'json' }).$type<StoredAmounts>().notNull(),
});
