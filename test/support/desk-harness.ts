import { createDesk } from '@quarterdeck/core/desk';
import type { Desk, DeskOptions } from '@quarterdeck/core/desk-contract';
import type { ClientOrderId, SymbolId } from '@quarterdeck/core/kernel/ids';
import type { Effect } from '@quarterdeck/core/model/effect';
import type { DeskEvent, DeskEventBody } from '@quarterdeck/core/model/event';
import type { OrderRequest } from '@quarterdeck/core/model/order';
import type { VenueReport } from '@quarterdeck/core/model/venue-report';
import type { RestoredState } from '@quarterdeck/core/model/restored';
import { createDueSequence } from '@quarterdeck/core/simulation/due-sequence';
import {
  createMatchingVenue,
  type MatchingVenue,
} from '@quarterdeck/core/simulation/matching-venue';
import { DeskTables } from './desk-tables.ts';
import { BTC, deskOptions, FRESH, INSTRUMENTS, quoteOf, T0, YEN } from './desk-world.ts';

/** The desk and a venue on a clock that the test moves by hand; the wire is perfect unless the test cuts it. */
export class DeskHarness {
  desk: Desk;
  readonly venue: MatchingVenue;
  readonly effects: Effect[] = [];
  readonly sent: OrderRequest[] = [];
  readonly tables: DeskTables;
  /** Told of each order about to leave; false loses it on the wire. */
  carry: (request: OrderRequest) => boolean = () => true;
  /** Told of each order about to leave; a code refuses it in the venue's name. */
  refuse: (request: OrderRequest) => string | undefined = () => undefined;
  /** Told of each order to be called back; false loses the cancel on the wire. */
  recall: (clientOrderId: ClientOrderId) => boolean = () => true;
  /** Told of each report on its way in; false loses it. */
  hear: (report: VenueReport) => boolean = () => true;
  ts = T0;
  #seq = 0;
  readonly #due;
  #answers: DeskEventBody[] = [];

  constructor(
    readonly changes: Partial<DeskOptions> = {},
    restored: RestoredState = FRESH,
  ) {
    this.desk = createDesk(deskOptions(changes));
    this.tables = new DeskTables(restored);
    this.venue = createMatchingVenue({
      instruments: INSTRUMENTS,
      latencyMs: 10,
      makerFeeBps: 0,
      takerFeeBps: 10,
    });
    this.#due = createDueSequence({ venue: this.venue, tsStart: T0 });
    this.tell({ type: 'DeskStarted', restored });
  }

  /** Another process on the same tables and the same venue; what was on its way to the old one is lost. */
  restart(): void {
    this.#answers = [];
    this.desk = createDesk(deskOptions(this.changes));
    this.tell({ type: 'DeskStarted', restored: this.tables.restored() });
  }

  tell(body: DeskEventBody): void {
    this.#handle(body);
    for (let next = this.#answers.shift(); next !== undefined; next = this.#answers.shift()) {
      this.#handle(next);
    }
  }

  quote(symbol: SymbolId, bid: string, ask: string, size?: string): void {
    const quote = quoteOf(symbol, {
      bid,
      ask,
      ts: this.ts,
      ...(size === undefined ? {} : { size }),
    });
    this.venue.onQuote(quote);
    this.tell({ type: 'QuoteReceived', quote });
  }

  /** Lets time pass; what is due meanwhile happens at its own moment. */
  pass(ms: number): void {
    const until = this.ts + ms;
    for (let step = this.#due.next(until); step !== undefined; step = this.#due.next(until)) {
      this.ts = step.ts;
      if (step.type === 'ClockAdvanced') this.tell({ type: 'ClockAdvanced' });
      else if (this.hear(step.report)) this.tell({ type: 'VenueReported', report: step.report });
    }
    this.ts = until;
  }

  /** Both markets quoted and everything on the wire delivered. */
  settle(btc = 100, yen = 150): void {
    this.quote(YEN, yen.toFixed(3), (yen + 0.01).toFixed(3));
    this.quote(BTC, btc.toFixed(2), (btc + 0.02).toFixed(2));
    this.pass(100);
  }

  of<TType extends Effect['type']>(type: TType): Extract<Effect, { type: TType }>[] {
    return this.effects.filter(
      (effect): effect is Extract<Effect, { type: TType }> => effect.type === type,
    );
  }

  denials(): string[] {
    return this.of('RecordDenial').map((effect) => effect.denial.code);
  }

  #handle(body: DeskEventBody): void {
    const event = { ...body, seq: ++this.#seq, ts: this.ts } as DeskEvent;
    for (const effect of this.desk.handle(event)) {
      this.effects.push(effect);
      this.tables.store(effect);
      this.#execute(effect);
    }
  }

  #execute(effect: Effect): void {
    if (effect.type === 'SubmitOrder') this.#submit(effect.request);
    else if (effect.type === 'CancelOrder') {
      if (this.recall(effect.clientOrderId)) this.venue.cancel(effect.clientOrderId, this.ts);
    } else if (effect.type === 'QueryOrder') {
      const { clientOrderId } = effect;
      const order = this.venue.queryOrder(clientOrderId);
      this.#answers.push({ type: 'OrderQueried', clientOrderId, ...(order && { order }) });
    } else if (effect.type === 'QueryVenue') {
      const snapshot = this.venue.snapshot(this.ts, effect.afterTradeId);
      this.#answers.push({ type: 'VenueSnapshotTaken', snapshot });
    }
  }

  #submit(request: OrderRequest): void {
    const { clientOrderId } = request;
    const verdict = this.desk.mayLeave(clientOrderId);
    if (!verdict.ok) {
      const { code, numbers } = verdict;
      this.#answers.push({ type: 'OrderWithheld', clientOrderId, code, numbers });
      return;
    }
    this.sent.push(request);
    const code = this.refuse(request);
    if (code !== undefined) {
      const report = { type: 'OrderRejected', clientOrderId, code, numbers: {} } as const;
      this.#answers.push({ type: 'VenueReported', report: { ...report, tsEvent: this.ts } });
      return;
    }
    if (this.carry(request)) this.venue.submit(request, this.ts);
    else this.#answers.push({ type: 'OrderOutcomeUnknown', clientOrderId });
  }
}
