import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { SymbolId } from '@quarterdeck/core/kernel/ids';
import { priceColumn, qtyColumn } from './columns.ts';

/** Newest finished bars, for warm-up after a restart. */
export const candles = sqliteTable(
  'candles',
  {
    symbol: text('symbol').$type<SymbolId>().notNull(),
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
