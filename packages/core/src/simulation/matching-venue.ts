import type { EpochMs } from '../kernel/clock.ts';
import type { ClientOrderId, TradeId } from '../kernel/ids.ts';
import type { Instrument } from '../model/instrument.ts';
import type { OrderRequest } from '../model/order.ts';
import type { Quote, Trade } from '../model/tick.ts';
import type { VenueOrder, VenueReport, VenueSnapshot } from '../model/venue-report.ts';
import { arrive, type Arrivals } from './arrivals.ts';
import type { BookEntry } from './book-entry.ts';
import type { LineRequest } from './book-state.ts';
import { createFeeSchedule } from './fees.ts';
import { meetQuote, meetTrade } from './market-meeting.ts';
import { createScribe } from './scribe.ts';
import { findVenueOrder, takeSnapshot } from './snapshot.ts';
import {
  createVenueMemory,
  dumpVenueMemory,
  loadVenueMemory,
  type MatchingVenueState,
  type VenueMemory,
} from './venue-memory.ts';

export interface MatchingVenueOptions {
  readonly instruments: readonly Instrument[];
  /** One way: a request arrives this much later, a report comes back this much after what it tells. */
  readonly latencyMs: number;
  /** How much longer the next request takes; whole ms. One on the way is never overtaken. Left out: nothing. */
  readonly drawDelayMs?: () => number;
  readonly makerFeeBps: number;
  readonly takerFeeBps: number;
  /** Taken off the price of every fill that takes, against the taker, never beyond its limit. Default 0. */
  readonly slippageBps?: number;
  readonly startingState?: MatchingVenueState;
  /** A memory rebuilt from book entries, instead of a state; the venue goes on with this very object. */
  readonly startingMemory?: VenueMemory;
  /**
   * Called once per operation with all it changed, before any report of it can be seen.
   * If it throws, memory is ahead of what was kept: the venue must not be used any more.
   */
  readonly onEntries?: (entries: readonly BookEntry[]) => void;
}

/**
 * A venue in memory: rules in docs/concepts/simulated-venue.md. Callers move its time forward only:
 * market events, requests and `advance` must come in the order of their times.
 */
export interface MatchingVenue {
  submit(request: OrderRequest, ts: EpochMs): void;
  cancel(clientOrderId: ClientOrderId, ts: EpochMs): void;
  /** Undefined until the request has arrived; with a time, arrivals up to it count. */
  queryOrder(clientOrderId: ClientOrderId, ts?: EpochMs): VenueOrder | undefined;
  snapshot(ts: EpochMs, afterTradeId?: TradeId): VenueSnapshot;
  onQuote(quote: Quote): void;
  onTrade(trade: Trade): void;
  /** Reports due up to `ts`, in time order, equal times in the order they happened. */
  advance(ts: EpochMs): readonly VenueReport[];
  /** When something next happens by itself: an arrival or a report. */
  nextDueTs(): EpochMs | undefined;
  state(): MatchingVenueState;
}

const NO_REPORTS: readonly VenueReport[] = Object.freeze([]);

function startFrom({ startingMemory, startingState }: MatchingVenueOptions): VenueMemory {
  if (startingMemory !== undefined) return startingMemory;
  return startingState === undefined ? createVenueMemory() : loadVenueMemory(startingState);
}

/** When what is sent at a time arrives. */
function createArrivalTimes({ latencyMs, drawDelayMs }: MatchingVenueOptions) {
  if (drawDelayMs === undefined) return (ts: EpochMs): EpochMs => ts + latencyMs;
  let tsNewest = 0;
  return (ts: EpochMs): EpochMs => {
    tsNewest = Math.max(tsNewest, ts + latencyMs + drawDelayMs());
    return tsNewest;
  };
}

/** Everything due at `ts`, in the order it was told. */
function takeReports({ reports }: VenueMemory, ts: EpochMs): readonly VenueReport[] {
  const first = reports.shiftDue(ts);
  if (first === undefined) return NO_REPORTS;
  const due = [first.item];
  for (let next = reports.shiftDue(ts); next !== undefined; next = reports.shiftDue(ts)) {
    due.push(next.item);
  }
  return due;
}

/** Requests reach the venue before a market event of the same time: they were on the way first. */
function settleUpTo(arrivals: Arrivals, ts: EpochMs): void {
  const { line } = arrivals.scribe.memory;
  for (;;) {
    const tsNext = line.peekTs();
    if (tsNext === undefined || tsNext > ts) return;
    const first = line.peek();
    if (first !== undefined) arrive(arrivals, first, tsNext);
  }
}

export function createMatchingVenue(options: MatchingVenueOptions): MatchingVenue {
  const { latencyMs, makerFeeBps, takerFeeBps, slippageBps = 0, onEntries } = options;
  const instruments = new Map(options.instruments.map((item) => [item.symbol, item]));
  const memory = startFrom(options);
  const fees = createFeeSchedule(makerFeeBps, takerFeeBps);
  const scribe = createScribe({
    memory,
    fees,
    latencyMs,
    slippageBps,
    ...(onEntries && { onEntries }),
  });
  const arrivals = { scribe, instruments };
  const { book, line, reports, markets } = memory;

  const settleArrivals = (ts: EpochMs): void => settleUpTo(arrivals, ts);
  const arrivalOf = createArrivalTimes(options);
  const send = (item: LineRequest, ts: EpochMs, quote: Quote | undefined): void => {
    const tsArrives = arrivalOf(ts);
    scribe.record(
      quote === undefined
        ? { type: 'Sent', tsArrives, line: item }
        : { type: 'Sent', tsArrives, line: item, quote },
    );
    scribe.commit();
  };

  return {
    submit: (request, ts) =>
      send({ kind: 'submit', request }, ts, markets.get(request.symbol)?.quote),
    cancel: (clientOrderId, ts) => send({ kind: 'cancel', clientOrderId }, ts, undefined),
    queryOrder: (clientOrderId, ts) => {
      if (ts !== undefined) settleArrivals(ts);
      return findVenueOrder(book, clientOrderId);
    },
    snapshot: (ts, afterTradeId) => {
      settleArrivals(ts);
      return takeSnapshot(book, { ts, ...(afterTradeId !== undefined && { afterTradeId }) });
    },
    onQuote: (quote) => {
      settleArrivals(quote.tsEvent);
      meetQuote(arrivals, quote);
    },
    onTrade: (trade) => {
      settleArrivals(trade.tsEvent);
      meetTrade(arrivals, trade);
    },
    advance: (ts) => {
      settleArrivals(ts);
      return takeReports(memory, ts);
    },
    nextDueTs: () => {
      const tsArrival = line.peekTs();
      const tsReport = reports.peekTs();
      if (tsArrival === undefined) return tsReport;
      return tsReport === undefined ? tsArrival : Math.min(tsArrival, tsReport);
    },
    state: () => dumpVenueMemory(memory),
  };
}
