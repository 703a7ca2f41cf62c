import { createDesk } from '@quarterdeck/core/desk';
import type { Desk, DeskOptions } from '@quarterdeck/core/desk-contract';
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
import { FRESH, INSTRUMENTS, quoteOf, BTC, YEN, T0 } from './desk-world.ts';

export interface ChaosOptions {
  readonly rng: Rng;
  readonly desk: DeskOptions;
  readonly steps: number;
  /** Chance that a report is lost, comes twice, or a submit's outcome is unknown. */
  readonly faultRate: number;
  /** A person's act before a market step, if any. */
  readonly operator?: (desk: Desk, rng: Rng) => DeskEventBody | undefined;
  /** Sees every event after it was handled, with what it caused. */
  readonly watch?: (seen: {
    readonly desk: Desk;
    readonly venue: MatchingVenue;
    readonly event: DeskEvent;
    readonly effects: readonly Effect[];
  }) => void;
  /** Sees every request that really left. */
  readonly onSubmit?: (desk: Desk, request: OrderRequest) => void;
}

/** A simulated session whose wire misbehaves: the desk must stay right whatever arrives in whatever order. */
export class ChaosSession {
  readonly desk: Desk;
  readonly venue: MatchingVenue;
  readonly events: DeskEvent[] = [];
  #seq = 0;
  #ts = T0;
  #late: VenueReport[] = [];
  #answers: DeskEventBody[] = [];
  #prices = { btc: 100, yen: 150 };
  /** An order that goes out in the last second must not meet a fault nobody has time to ask about. */
  #isHealed = false;

  constructor(readonly options: ChaosOptions) {
    this.desk = createDesk(options.desk);
    this.venue = createMatchingVenue({
      instruments: INSTRUMENTS,
      latencyMs: 20,
      makerFeeBps: 1,
      takerFeeBps: 3,
    });
  }

  run(): void {
    const { rng, operator } = this.options;
    const due = createDueSequence({ venue: this.venue, tsStart: T0 });
    this.dispatch({ type: 'DeskStarted', restored: FRESH });
    for (let step = 0; step < this.options.steps; step += 1) {
      const ts = this.#ts + Math.floor(rng.next() * 400);
      this.#runDue(due, ts);
      this.#ts = ts;
      const act = operator?.(this.desk, rng);
      if (act !== undefined) this.dispatch(act);
      this.#deliverLate();
      this.#quote(step);
    }
    // Everything settles: the wire heals and the desk asks about what it does not know.
    this.#isHealed = true;
    this.#runDue(due, this.#ts + 60_000);
  }

  dispatch(body: DeskEventBody): void {
    this.#handle(body);
    while (this.#answers.length > 0) {
      const answers = this.#answers;
      this.#answers = [];
      for (const answer of answers) this.#handle(answer);
    }
  }

  #handle(body: DeskEventBody): void {
    const event = { ...body, seq: ++this.#seq, ts: this.#ts } as DeskEvent;
    this.events.push(event);
    const effects = this.desk.handle(event);
    this.options.watch?.({ desk: this.desk, venue: this.venue, event, effects });
    for (const effect of effects) this.#execute(effect);
  }

  #execute(effect: Effect): void {
    if (effect.type === 'SubmitOrder') this.#submit(effect.request);
    else if (effect.type === 'CancelOrder') this.venue.cancel(effect.clientOrderId, this.#ts);
    else if (effect.type === 'QueryOrder') {
      const { clientOrderId } = effect;
      const order = this.venue.queryOrder(clientOrderId);
      this.#answers.push({ type: 'OrderQueried', clientOrderId, ...(order && { order }) });
    } else if (effect.type === 'QueryVenue') {
      const snapshot = this.venue.snapshot(this.#ts, effect.afterTradeId);
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
    this.options.onSubmit?.(this.desk, request);
    const isLost = this.#chance() && this.#chance();
    if (!isLost) this.venue.submit(request, this.#ts);
    if (isLost || this.#chance())
      this.#answers.push({ type: 'OrderOutcomeUnknown', clientOrderId });
  }

  #runDue(due: ReturnType<typeof createDueSequence>, upTo: number): void {
    for (let step = due.next(upTo); step !== undefined; step = due.next(upTo)) {
      this.#ts = Math.max(this.#ts, step.ts);
      if (step.type === 'ClockAdvanced') this.dispatch({ type: 'ClockAdvanced' });
      else this.#deliver(step.report);
    }
  }

  #deliver(report: VenueReport): void {
    if (this.#chance()) {
      if (this.#chance(0.5)) this.#late.push(report);
      return;
    }
    this.dispatch({ type: 'VenueReported', report });
    if (this.#chance()) this.dispatch({ type: 'VenueReported', report });
  }

  #deliverLate(): void {
    if (this.#late.length === 0 || !this.#chance(0.3)) return;
    const late = this.#late.reverse();
    this.#late = [];
    for (const report of late) this.dispatch({ type: 'VenueReported', report });
  }

  #quote(step: number): void {
    const { rng } = this.options;
    this.#prices.btc = Math.max(20, this.#prices.btc * (1 + rng.gaussian() * 0.01));
    this.#prices.yen = Math.max(50, this.#prices.yen * (1 + rng.gaussian() * 0.004));
    const isYen = step % 2 === 1;
    const mid = isYen ? this.#prices.yen : this.#prices.btc;
    const decimals = isYen ? 3 : 2;
    const quote = quoteOf(isYen ? YEN : BTC, {
      bid: (mid * 0.9995).toFixed(decimals),
      ask: (mid * 1.0005).toFixed(decimals),
      ts: this.#ts,
      size: (isYen ? 1 + rng.next() * 40 : 0.01 + rng.next()).toFixed(isYen ? 0 : 3),
    });
    this.venue.onQuote(quote);
    this.dispatch({ type: 'QuoteReceived', quote });
  }

  #chance(rate = this.options.faultRate): boolean {
    return !this.#isHealed && this.options.rng.next() < rate;
  }
}
