import { asQty, type Price, type Qty } from '../kernel/decimal.ts';
import type { EpochMs } from '../kernel/clock.ts';
import { asTradeId } from '../kernel/ids.ts';
import type { Fill } from '../model/fill.ts';
import type { VenueReport } from '../model/venue-report.ts';
import type { BookEntry } from './book-entry.ts';
import type { BookOrder } from './book-state.ts';
import { feeOf, type FeeSchedule } from './fees.ts';
import { applyVenueEntry, type VenueMemory } from './venue-memory.ts';

/** Writes every change of one operation and puts its reports on the line back to the desk. */
export interface Scribe {
  readonly memory: VenueMemory;
  readonly fees: FeeSchedule;
  /** Taken off a taker's price; as `bpsOf` takes it. */
  readonly slippageBpsScaled: bigint;
  record(entry: BookEntry): void;
  report(report: VenueReport): void;
  /** Ends an operation: its entries go to the listener as one batch, all or nothing. */
  commit(): void;
}

export interface ScribeOptions {
  readonly memory: VenueMemory;
  readonly fees: FeeSchedule;
  readonly latencyMs: number;
  readonly slippageBps?: number;
  readonly onEntries?: (entries: readonly BookEntry[]) => void;
}

export function createScribe(options: ScribeOptions): Scribe {
  const { memory, fees, latencyMs, slippageBps = 0, onEntries } = options;
  let batch: BookEntry[] = [];
  return {
    memory,
    fees,
    slippageBpsScaled: BigInt(Math.round(slippageBps * 1e8)),
    record: (entry) => {
      applyVenueEntry(memory, entry);
      if (onEntries !== undefined) batch.push(entry);
    },
    report: (report) => memory.reports.push(report.tsEvent + latencyMs, report),
    commit: () => {
      if (batch.length === 0) return;
      const entries = batch;
      batch = [];
      onEntries?.(entries);
    },
  };
}

const TRADE_ID_DIGITS = 12;

export interface Execution {
  readonly price: Price;
  readonly qty: Qty;
  readonly liquidity: Fill['liquidity'];
  readonly ts: EpochMs;
}

/** Books one execution and reports it. Trade ids are zero-padded: their text order is their time order. */
export function executeFill(scribe: Scribe, order: BookOrder, execution: Execution): void {
  const number = scribe.memory.book.lastTradeNumber + 1;
  const { price, qty, liquidity, ts } = execution;
  const fill: Fill = {
    tradeId: asTradeId(String(number).padStart(TRADE_ID_DIGITS, '0')),
    clientOrderId: order.clientOrderId,
    venueOrderId: order.venueOrderId,
    symbol: order.symbol,
    side: order.side,
    price,
    qty,
    fee: feeOf(scribe.fees, execution),
    liquidity,
    tsEvent: ts,
  };
  scribe.record({ type: 'Filled', fill });
  scribe.report({ type: 'OrderFilled', fill, tsEvent: ts });
}

/** The venue gives up what is left of an order: nothing to take, or nothing left to reduce. */
export function expireOrder(scribe: Scribe, order: BookOrder, ts: EpochMs): void {
  const { clientOrderId } = order;
  scribe.record({ type: 'Ended', ts, clientOrderId, status: 'expired' });
  scribe.report({ type: 'OrderExpired', clientOrderId, tsEvent: ts });
}

export const remainingQty = (order: BookOrder): Qty => asQty(order.qty - order.filledQty);
