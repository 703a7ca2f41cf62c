import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type {
  ClientOrderId,
  PositionId,
  StrategyId,
  SymbolId,
  TradeId,
  VenueOrderId,
} from '@quarterdeck/core/kernel/ids';
import type { BookedFill } from '@quarterdeck/core/model/fill';
import type { Side } from '@quarterdeck/core/model/tick';
import { moneyColumn, priceColumn, qtyColumn, rateColumn } from './columns.ts';

/** Append-only; (trade id, symbol, client order id) is unique, so nothing is booked twice. */
export const fills = sqliteTable('fills', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  tradeId: text('trade_id').$type<TradeId>().notNull(),
  clientOrderId: text('client_order_id').$type<ClientOrderId>().notNull(),
  venueOrderId: text('venue_order_id').$type<VenueOrderId>().notNull(),
  symbol: text('symbol').$type<SymbolId>().notNull(),
  side: text('side').$type<Side>().notNull(),
  price: priceColumn('price').notNull(),
  qty: qtyColumn('qty').notNull(),
  fee: moneyColumn('fee').notNull(),
  liquidity: text('liquidity').$type<BookedFill['liquidity']>().notNull(),
  tsEvent: integer('ts_event').notNull(),
  strategyId: text('strategy_id').$type<StrategyId>().notNull(),
  positionId: text('position_id').$type<PositionId>().notNull(),
  realisedQuote: moneyColumn('realised_quote').notNull(),
  rate: rateColumn('rate').notNull(),
  realised: moneyColumn('realised').notNull(),
  feeAccount: moneyColumn('fee_account').notNull(),
  net: moneyColumn('net').notNull(),
});
