import { integer, primaryKey, sqliteTable } from 'drizzle-orm/sqlite-core';
import type { SymbolId } from '@quarterdeck/core/kernel/ids';
import { priceColumn, qtyColumn, wordColumn } from './columns.ts';

/** Newest finished bars, for warm-up after a restart. */
export const candles = sqliteTable(
  'candles',
  {
    symbol: wordColumn<SymbolId>('symbol').notNull(),
    timeframeMs: integer('timeframe_ms').notNull(),
    tsOpen: integer('ts_open').notNull(),
    open: priceColumn('open').notNull(),
    high: priceColumn('high').notNull(),
    low: priceColumn('low').notNull(),
    close: priceColumn('close').notNull(),
    volume: qtyColumn('volume').notNull(),
    ticks: integer('ticks').notNull(),
  },
  (table) => [primaryKey({ columns: [table.symbol, table.timeframeMs, table.tsOpen] })],
);
