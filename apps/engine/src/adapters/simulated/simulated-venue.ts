import type { EpochMs } from '@quarterdeck/core/kernel/clock';
import type { ClientOrderId, SymbolId, TradeId } from '@quarterdeck/core/kernel/ids';
import type { Instrument } from '@quarterdeck/core/model/instrument';
import type { OrderRequest } from '@quarterdeck/core/model/order';
import type { Quote, Trade } from '@quarterdeck/core/model/tick';
import type { VenueOrder, VenueReport, VenueSnapshot } from '@quarterdeck/core/model/venue-report';
import type { DueSource } from '@quarterdeck/core/simulation/due-sequence';
import {
  createMatchingVenue,
  type MatchingVenue,
} from '@quarterdeck/core/simulation/matching-venue';
import type { Clock, Scheduler } from '../../ports/clock.ts';
import { OutcomeUnknownError, type MarketInput, type Venue } from '../../ports/venue.ts';
import { ReportFaults, type VenueFaults } from './venue-faults.ts';
import { openVenueBook, type ArchiveOptions, type VenueBook } from './venue-book.ts';

export interface SimulatedVenueOptions {
  /** Where the venue keeps its own book; one venue a folder. */
  readonly folder: string;
  readonly instruments: readonly Instrument[];
  readonly latencyMs: number;
  readonly makerFeeBps: number;
  readonly takerFeeBps: number;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly archiving?: ArchiveOptions;
  /** Wire faults for tests; a production venue has none. */
  readonly faults?: VenueFaults;
}

/**
 * The matching venue behind the port that real venues have, with a book that survives kill -9.
 * Whoever owns the market drives it: `onQuote`/`onTrade` (or `onMarket`) and `advance` in time order.
 */
export class SimulatedVenue implements Venue, DueSource {
  readonly name = 'simulated';
  readonly #options: SimulatedVenueOptions;
  readonly #book: VenueBook;
  readonly #matching: MatchingVenue;
  readonly #faults: ReportFaults;
  readonly #listeners: ((report: VenueReport) => void)[] = [];
  /** When the last request handed over before a restart arrives: no question is answered before it. */
  readonly #tsRestoredArrival: EpochMs;

  /** Throws VenueBookError when the folder's book cannot be read. */
  constructor(options: SimulatedVenueOptions) {
    this.#options = options;
    const book = openVenueBook({ folder: options.folder, ...options.archiving });
    this.#book = book;
    this.#tsRestoredArrival = book.memory.line.toArray().at(-1)?.ts ?? Number.NEGATIVE_INFINITY;
    this.#faults = new ReportFaults(options.faults ?? {});
    this.#matching = createMatchingVenue({
      instruments: options.instruments,
      latencyMs: options.latencyMs,
      makerFeeBps: options.makerFeeBps,
      takerFeeBps: options.takerFeeBps,
      startingMemory: book.memory,
      onEntries: (entries) => book.append(entries),
    });
  }

  /** On the line, and in the book, when this resolves; it arrives after the latency, also after a restart. */
  submit(request: OrderRequest): Promise<void> {
    const { faults, clock } = this.#options;
    return this.#handOver(() => {
      faults?.beforeSubmit?.(request);
      this.#matching.submit(request, clock.now());
      faults?.afterSubmit?.(request);
    });
  }

  cancel(clientOrderId: ClientOrderId, _symbol: SymbolId): Promise<void> {
    const { faults, clock } = this.#options;
    return this.#handOver(() => {
      faults?.beforeCancel?.(clientOrderId);
      this.#matching.cancel(clientOrderId, clock.now());
    });
  }

  /** A request still on the line is waited for: a question behind it is answered behind it. */
  queryOrder(clientOrderId: ClientOrderId, _symbol: SymbolId): Promise<VenueOrder | undefined> {
    return this.#answerAt(this.#tsArrivalOf(clientOrderId), (ts) =>
      this.#matching.queryOrder(clientOrderId, ts),
    );
  }

  snapshot(afterTradeId?: TradeId): Promise<VenueSnapshot> {
    return this.#answerAt(this.#tsRestoredArrival, (ts) =>
      this.#matching.snapshot(ts, afterTradeId),
    );
  }

  onReport(listener: (report: VenueReport) => void): void {
    this.#listeners.push(listener);
  }

  onQuote(quote: Quote): void {
    this.#matching.onQuote(quote);
  }

  onTrade(trade: Trade): void {
    this.#matching.onTrade(trade);
  }

  /** A candle tells the venue nothing: the quotes that stand for it do. */
  onMarket(input: MarketInput): void {
    if (input.type === 'quote') this.onQuote(input.quote);
    else if (input.type === 'trade') this.onTrade(input.trade);
  }

  /** Reports due up to `ts`, for a driver that dispatches them itself. */
  advance(ts: EpochMs): readonly VenueReport[] {
    this.#book.ensureSound();
    return this.#faults.pass(this.#matching.advance(ts), ts);
  }

  /** The same, handed to the listeners. */
  advanceTo(ts: EpochMs): void {
    for (const report of this.advance(ts)) {
      for (const listener of this.#listeners) listener(report);
    }
  }

  nextDueTs(): EpochMs | undefined {
    const tsMatching = this.#matching.nextDueTs();
    const tsDelayed = this.#faults.nextDueTs();
    if (tsMatching === undefined) return tsDelayed;
    return tsDelayed === undefined ? tsMatching : Math.min(tsMatching, tsDelayed);
  }

  close(): Promise<void> {
    this.#book.close();
    return Promise.resolve();
  }

  /** Whatever goes wrong here, the request may stand in the book: the caller has to ask. */
  #handOver(send: () => void): Promise<void> {
    try {
      send();
      return Promise.resolve();
    } catch (error) {
      if (error instanceof OutcomeUnknownError) return Promise.reject(error);
      return Promise.reject(new OutcomeUnknownError('hand-over failed', { cause: error }));
    }
  }

  #tsArrivalOf(clientOrderId: ClientOrderId): EpochMs {
    const timed = this.#book.memory.line
      .toArray()
      .find(({ item }) => item.kind === 'submit' && item.request.clientOrderId === clientOrderId);
    return timed?.ts ?? Number.NEGATIVE_INFINITY;
  }

  #answerAt<TAnswer>(ts: EpochMs, answer: (now: EpochMs) => TAnswer): Promise<TAnswer> {
    const { clock, scheduler } = this.#options;
    const waitMs = ts - clock.now();
    return new Promise((resolve, reject) => {
      const run = (): void => {
        try {
          this.#book.ensureSound();
          resolve(answer(clock.now()));
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      };
      if (waitMs > 0) scheduler.after(waitMs, run);
      else run();
    });
  }
}
