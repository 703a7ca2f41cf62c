import { createDesk } from '@quarterdeck/core/desk';
import type { Desk, DeskOptions } from '@quarterdeck/core/desk-contract';
import { money } from '@quarterdeck/core/kernel/decimal';
import type { Rng } from '@quarterdeck/core/kernel/rng';
import type { Effect } from '@quarterdeck/core/model/effect';
import type { DeskEvent, DeskEventBody } from '@quarterdeck/core/model/event';
import type { OrderRequest } from '@quarterdeck/core/model/order';
import type { VenueReport } from '@quarterdeck/core/model/venue-report';
import { createDueSequence } from '@quarterdeck/core/simulation/due-sequence';
import {
  createMatchingVenue,
  type MatchingVenue,
} from '@quarterdeck/core/simulation/matching-venue';
import { DeskTables } from './desk-tables.ts';
import { BTC, FRESH, INSTRUMENTS, quoteOf, T0, YEN } from './desk-world.ts';

/** Without a least value: a rest that no venue would take alone is another matter than a race. */
export const RACE_INSTRUMENTS = INSTRUMENTS.map((row) => ({ ...row, minNotional: money('0.01') }));

/** Chances, each 0..1. */
export interface StopFaults {
  /** A request never arrives, and its outcome is unknown. */
  readonly lostRequests: number;
  /** A request arrives, and its outcome is unknown all the same. */
  readonly unknownOutcomes: number;
  /** The venue refuses a stop. */
  readonly refusedStops: number;
  /** The venue refuses a close. */
  readonly refusedCloses: number;
  /** A request takes up to two seconds longer. */
  readonly delays: number;
  /** A report never arrives, arrives late, or twice. */
  readonly lostReports: number;
  /** The engine dies before a step and comes back up to six seconds later. */
  readonly restarts: number;
  /** A quote shows so little that a stop or a close takes only a part. */
  readonly thinBooks: number;
}

export interface StopRaceOptions {
  readonly rng: Rng;
  readonly desk: DeskOptions;
  readonly steps: number;
  readonly faults: StopFaults;
  readonly operator: (desk: Desk, rng: Rng) => DeskEventBody | undefined;
  /** After every event of a running engine. */
  readonly watch: (seen: {
    readonly session: StopRaceSession;
    readonly effects: readonly Effect[];
  }) => void;
  readonly onSubmit: (desk: Desk, request: OrderRequest) => void;
}

/** Safety layer, strategies, an operator and the venue's stops race over a wire that loses, delays and refuses. */
export class StopRaceSession {
  desk: Desk;
  readonly venue: MatchingVenue;
  readonly tables = new DeskTables(FRESH);
  restarts = 0;
  isHealed = false;
  ts = T0;
  #seq = 0;
  #isDead = false;
  #late: VenueReport[] = [];
  #answers: DeskEventBody[] = [];
  #prices = { btc: 100, yen: 150 };
  readonly #due;

  constructor(readonly options: StopRaceOptions) {
    this.desk = createDesk(options.desk);
    this.venue = createMatchingVenue({
      instruments: RACE_INSTRUMENTS,
      latencyMs: 20,
      drawDelayMs: () => (this.#chance('delays') ? Math.floor(options.rng.next() * 2_000) : 0),
      makerFeeBps: 1,
      takerFeeBps: 3,
    });
    this.#due = createDueSequence({ venue: this.venue, tsStart: T0 });
  }

  /** Faults first, then a wire that has healed and a person who closes what is left. */
  run(): void {
    this.dispatch({ type: 'DeskStarted', restored: this.tables.restored() });
    for (let step = 0; step < this.options.steps; step += 1) {
      if (this.#chance('restarts')) this.#dieAndComeBack(step);
      this.#pass(Math.floor(this.options.rng.next() * 400));
      const act = this.options.operator(this.desk, this.options.rng);
      if (act !== undefined) this.dispatch(act);
      this.#deliverLate();
      this.#quote(step);
    }
    this.isHealed = true;
    for (let second = 0; second < 90; second += 1) {
      this.#pass(1_000);
      this.#quote(second);
      for (const { positionId } of second % 5 === 0 ? this.desk.view.positions() : []) {
        this.dispatch({ type: 'PositionCloseRequested', positionId, by: 'the end' });
      }
    }
  }

  dispatch(body: DeskEventBody): void {
    this.#handle(body);
    for (let next = this.#answers.shift(); next !== undefined; next = this.#answers.shift()) {
      this.#handle(next);
    }
  }

  #handle(body: DeskEventBody): void {
    const event = { ...body, seq: ++this.#seq, ts: this.ts } as DeskEvent;
    const effects = this.desk.handle(event);
    for (const effect of effects) this.tables.store(effect);
    for (const effect of effects) this.#execute(effect);
    this.options.watch({ session: this, effects });
  }

  #execute(effect: Effect): void {
    if (effect.type === 'SubmitOrder') this.#submit(effect.request);
    else if (effect.type === 'CancelOrder') {
      if (!this.#chance('lostRequests')) this.venue.cancel(effect.clientOrderId, this.ts);
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
    this.options.onSubmit(this.desk, request);
    const refused = request.type === 'stop' ? 'refusedStops' : 'refusedCloses';
    if (request.type !== 'limit' && this.#chance(refused)) {
      const report = { clientOrderId, code: 'VENUE_BUSY', numbers: {}, tsEvent: this.ts };
      this.#answers.push({ type: 'VenueReported', report: { type: 'OrderRejected', ...report } });
      return;
    }
    const isLost = this.#chance('lostRequests');
    if (!isLost) this.venue.submit(request, this.ts);
    if (isLost || this.#chance('unknownOutcomes')) {
      this.#answers.push({ type: 'OrderOutcomeUnknown', clientOrderId });
    }
  }

  #pass(ms: number): void {
    const until = this.ts + ms;
    for (let step = this.#due.next(until); step !== undefined; step = this.#due.next(until)) {
      this.ts = Math.max(this.ts, step.ts);
      if (this.#isDead) continue;
      if (step.type === 'ClockAdvanced') this.dispatch({ type: 'ClockAdvanced' });
      else this.#deliver(step.report);
    }
    this.ts = Math.max(this.ts, until);
  }

  #deliver(report: VenueReport): void {
    if (this.#chance('lostReports')) {
      if (this.options.rng.next() < 0.5) this.#late.push(report);
      return;
    }
    this.dispatch({ type: 'VenueReported', report });
    if (this.#chance('lostReports')) this.dispatch({ type: 'VenueReported', report });
  }

  #deliverLate(): void {
    if (this.#late.length === 0 || this.options.rng.next() > 0.3) return;
    const late = this.#late.reverse();
    this.#late = [];
    for (const report of late) this.dispatch({ type: 'VenueReported', report });
  }

  /** While it is dead the market goes on and nobody hears the venue. */
  #dieAndComeBack(step: number): void {
    this.restarts += 1;
    this.#isDead = true;
    this.#answers = [];
    this.#late = [];
    for (let quotes = Math.floor(this.options.rng.next() * 12); quotes >= 0; quotes -= 1) {
      this.#pass(500);
      this.#quote(step + quotes);
    }
    this.#isDead = false;
    this.desk = createDesk(this.options.desk);
    this.dispatch({ type: 'DeskStarted', restored: this.tables.restored() });
  }

  #quote(step: number): void {
    const { rng } = this.options;
    this.#prices.btc = Math.max(20, this.#prices.btc * (1 + rng.gaussian() * 0.01));
    this.#prices.yen = Math.max(50, this.#prices.yen * (1 + rng.gaussian() * 0.006));
    const isYen = step % 2 === 1;
    const mid = isYen ? this.#prices.yen : this.#prices.btc;
    const decimals = isYen ? 3 : 2;
    const size = isYen ? (1 + rng.next() * 20).toFixed(0) : (0.01 + rng.next() / 4).toFixed(3);
    const quote = quoteOf(isYen ? YEN : BTC, {
      bid: (mid * 0.9995).toFixed(decimals),
      ask: (mid * 1.0005).toFixed(decimals),
      ts: this.ts,
      ...(this.#chance('thinBooks') && { size }),
    });
    this.venue.onQuote(quote);
    if (!this.#isDead) this.dispatch({ type: 'QuoteReceived', quote });
  }

  #chance(fault: keyof StopFaults): boolean {
    return !this.isHealed && this.options.rng.next() < this.options.faults[fault];
  }
}
