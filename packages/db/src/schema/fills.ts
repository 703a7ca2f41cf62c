import { integer, sqliteTable } from 'drizzle-orm/sqlite-core';
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
import { moneyColumn, priceColumn, qtyColumn, rateColumn, wordColumn } from './columns.ts';

/** Append-only; (trade id, symbol, client order id) is unique, so nothing is booked twice. */
export const fills = sqliteTable('fills', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  tradeId: wordColumn<TradeId>('trade_id').notNull(),
  clientOrderId: wordColumn<ClientOrderId>('client_order_id').notNull(),
  venueOrderId: wordColumn<VenueOrderId>('venue_order_id').notNull(),
  symbol: wordColumn<SymbolId>('symbol').notNull(),
  side: wordColumn<Side>('side').notNull(),
  price: priceColumn('price').notNull(),
  qty: qtyColumn('qty').notNull(),
  fee: moneyColumn('fee').notNull(),
  liquidity: wordColumn<BookedFill['liquidity']>('liquidity').notNull(),
  tsEvent: integer('ts_event').notNull(),
  strategyId: wordColumn<StrategyId>('strategy_id').notNull(),
  positionId: wordColumn<PositionId>('position_id').notNull(),
  realisedQuote: moneyColumn('realised_quote').notNull(),
  rate: rateColumn('rate').notNull(),
  realised: moneyColumn('realised').notNull(),
  feeAccount: moneyColumn('fee_account').notNull(),
  net: moneyColumn('net').notNull(),
});
