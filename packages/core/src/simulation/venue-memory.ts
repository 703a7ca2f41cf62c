import { ZERO_QTY, type Qty } from '../kernel/decimal.ts';
import type { EpochMs } from '../kernel/clock.ts';
import type { SymbolId, TradeId } from '../kernel/ids.ts';
import type { Fill } from '../model/fill.ts';
import type { Quote } from '../model/tick.ts';
import type { VenueReport } from '../model/venue-report.ts';
import { addLiveOrder, applyBookEntry, type BookEntry } from './book-entry.ts';
import {
  createBookState,
  type BookOrder,
  type BookPosition,
  type BookState,
  type LineRequest,
} from './book-state.ts';
import { NOTHING_LEAVES, type Leaving } from './archiving.ts';
import { fromPlain, toPlain, type Plain } from './plain-state.ts';
import { TimedQueue } from './timed-queue.ts';

/** The newest quote of a symbol and what our own orders have taken from it. */
export interface Market {
  quote: Quote;
  takenBid: Qty;
  takenAsk: Qty;
}

/** Everything a matching venue holds: its book, both directions of the line, and the market. */
export interface VenueMemory {
  readonly book: BookState;
  readonly line: TimedQueue<LineRequest>;
  readonly reports: TimedQueue<VenueReport>;
  readonly markets: Map<SymbolId, Market>;
}

interface ExactVenueState {
  readonly orders: readonly BookOrder[];
  readonly positions: readonly BookPosition[];
  readonly fills: readonly Fill[];
  readonly lastOrderNumber: number;
  readonly lastTradeNumber: number;
  readonly archivedTradeId?: TradeId;
  readonly line: readonly { readonly ts: EpochMs; readonly item: LineRequest }[];
  readonly reports: readonly { readonly ts: EpochMs; readonly item: VenueReport }[];
  readonly markets: readonly Market[];
}

/** A venue at rest, fit for JSON; decimals are exact text. */
export type MatchingVenueState = Plain<ExactVenueState>;

export const createVenueMemory = (): VenueMemory => ({
  book: createBookState(),
  line: new TimedQueue(),
  reports: new TimedQueue(),
  markets: new Map(),
});

export function setQuote(memory: VenueMemory, quote: Quote): Market {
  const known = memory.markets.get(quote.symbol);
  if (known === undefined) {
    const market = { quote, takenBid: ZERO_QTY, takenAsk: ZERO_QTY };
    memory.markets.set(quote.symbol, market);
    return market;
  }
  known.quote = quote;
  known.takenBid = ZERO_QTY;
  known.takenAsk = ZERO_QTY;
  return known;
}

/** The one way anything durable changes, live and on reload alike. */
export function applyVenueEntry(memory: VenueMemory, entry: BookEntry): void {
  if (entry.type === 'Sent') {
    memory.line.push(entry.tsArrives, entry.line);
    // A reload sees no market events: the quote kept with the request stands in until one comes.
    if (
      entry.quote !== undefined &&
      memory.markets.get(entry.quote.symbol)?.quote !== entry.quote
    ) {
      setQuote(memory, entry.quote);
    }
  } else if (entry.type === 'Arrived') memory.line.shiftDue(Number.POSITIVE_INFINITY);
  else applyBookEntry(memory.book, entry);
}

/** The memory as it will be without what leaves it. */
export function dumpVenueMemory(
  memory: VenueMemory,
  leaving: Leaving = NOTHING_LEAVES,
): MatchingVenueState {
  const { book } = memory;
  const archivedTradeId = leaving.lastTradeId ?? book.archivedTradeId;
  const exact: ExactVenueState = {
    orders: [...book.orders.values()].filter((order) => !leaving.orderIds.has(order.clientOrderId)),
    positions: [...book.positions.values()],
    fills: book.fills.slice(leaving.fills),
    ...(archivedTradeId !== undefined && { archivedTradeId }),
    lastOrderNumber: book.lastOrderNumber,
    lastTradeNumber: book.lastTradeNumber,
    line: memory.line.toArray(),
    reports: memory.reports.toArray(),
    markets: [...memory.markets.values()],
  };
  return toPlain(exact);
}

/** Throws Fault when the state does not hold what `dumpVenueMemory` writes. */
export function loadVenueMemory(state: MatchingVenueState): VenueMemory {
  const exact = fromPlain<ExactVenueState>(state);
  const memory = createVenueMemory();
  const { book } = memory;
  for (const order of exact.orders) {
    book.orders.set(order.clientOrderId, order);
    if (order.status === 'open') addLiveOrder(book, order);
  }
  for (const position of exact.positions) book.positions.set(position.symbol, position);
  for (const fill of exact.fills) book.fills.push(fill);
  book.lastOrderNumber = exact.lastOrderNumber;
  book.lastTradeNumber = exact.lastTradeNumber;
  book.archivedTradeId = exact.archivedTradeId;
  for (const { ts, item } of exact.line) memory.line.push(ts, item);
  for (const { ts, item } of exact.reports) memory.reports.push(ts, item);
  for (const market of exact.markets) memory.markets.set(market.quote.symbol, market);
  return memory;
}
