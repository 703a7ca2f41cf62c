import type { ClientOrderId, SymbolId, TradeId } from '@quarterdeck/core/kernel/ids';
import type { OrderRequest } from '@quarterdeck/core/model/order';
import type { Quote, Trade } from '@quarterdeck/core/model/tick';
import type { Candle } from '@quarterdeck/core/model/candle';
import type { VenueOrder, VenueReport, VenueSnapshot } from '@quarterdeck/core/model/venue-report';

/** The wire broke after the request may have left: the caller must ask before it concludes anything. */
export class OutcomeUnknownError extends Error {
  override readonly name = 'OutcomeUnknownError';
}

/** A market event on its way in, not yet numbered. */
export type MarketInput =
  | { readonly type: 'quote'; readonly quote: Quote }
  | { readonly type: 'trade'; readonly trade: Trade }
  | { readonly type: 'candle'; readonly candle: Candle };

/**
 * Where orders go. Answers about an order arrive as reports, in the venue's order, also for orders
 * sent by a process that has died since. Reports may repeat.
 */
export interface Venue {
  readonly name: string;
  /** Resolves when handed over. Rejects with OutcomeUnknownError when the wire broke. Never sends twice. */
  submit(request: OrderRequest): Promise<void>;
  cancel(clientOrderId: ClientOrderId, symbol: SymbolId): Promise<void>;
  queryOrder(clientOrderId: ClientOrderId, symbol: SymbolId): Promise<VenueOrder | undefined>;
  /** Positions, open orders and fills after a trade id. */
  snapshot(afterTradeId?: TradeId): Promise<VenueSnapshot>;
  onReport(listener: (report: VenueReport) => void): void;
  close(): Promise<void>;
}

/** Where market events come from: a generator, a tape or a venue's stream. */
export interface MarketFeed {
  readonly description: string;
  start(deliver: (input: MarketInput) => void): Promise<void>;
  stop(): Promise<void>;
  /** Settles when a finite source has delivered everything; never for a live one. */
  readonly ended: Promise<void>;
}
