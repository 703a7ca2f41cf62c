import { createDesk } from '@quarterdeck/core/desk';
import type { Desk, DeskOptions } from '@quarterdeck/core/desk-contract';
import type { EpochMs } from '@quarterdeck/core/kernel/clock';
import type { Effect } from '@quarterdeck/core/model/effect';
import type { DeskEvent, DeskEventBody } from '@quarterdeck/core/model/event';
import type { Quote } from '@quarterdeck/core/model/tick';
import type { VenueReport } from '@quarterdeck/core/model/venue-report';
import { createDueSequence, type DueSequence } from '@quarterdeck/core/simulation/due-sequence';
import {
  createMatchingVenue,
  type MatchingVenue,
} from '@quarterdeck/core/simulation/matching-venue';
import { FRESH, INSTRUMENTS, T0 } from './desk-world.ts';

export interface ScriptedSessionOptions {
  readonly desk: DeskOptions;
  /** Reports the wire loses. */
  readonly loses?: (report: VenueReport) => boolean;
}

/** The real desk on the real matching venue, one step at a time, with a log of all that was caused and when. */
export class ScriptedSession {
  readonly desk: Desk;
  readonly venue: MatchingVenue;
  readonly events: DeskEvent[] = [];
  readonly caused: { readonly ts: EpochMs; readonly effect: Effect }[] = [];
  readonly #due: DueSequence;
  readonly #loses: (report: VenueReport) => boolean;
  readonly #waiting: DeskEventBody[] = [];
  #seq = 0;
  #ts = T0;

  constructor({ desk, loses = () => false }: ScriptedSessionOptions) {
    this.#loses = loses;
    this.desk = createDesk(desk);
    this.venue = createMatchingVenue({
      instruments: INSTRUMENTS,
      latencyMs: 20,
      makerFeeBps: 1,
      takerFeeBps: 3,
    });
    this.#due = createDueSequence({ venue: this.venue, tsStart: T0 });
    this.dispatch({ type: 'DeskStarted', restored: FRESH });
  }

  effectsOf<TType extends Effect['type']>(type: TType) {
    return this.caused.flatMap(({ ts, effect }) =>
      effect.type === type ? [{ ts, effect: effect as Extract<Effect, { type: TType }> }] : [],
    );
  }

  quote(quote: Quote): void {
    this.runTo(quote.tsEvent);
    this.venue.onQuote(quote);
    this.dispatch({ type: 'QuoteReceived', quote });
  }

  runTo(ts: EpochMs): void {
    for (let step = this.#due.next(ts); step !== undefined; step = this.#due.next(ts)) {
      this.#ts = step.ts;
      if (step.type === 'ClockAdvanced') this.dispatch({ type: 'ClockAdvanced' });
      else if (!this.#loses(step.report)) {
        this.dispatch({ type: 'VenueReported', report: step.report });
      }
    }
    this.#ts = ts;
  }

  dispatch(body: DeskEventBody): void {
    this.#waiting.push(body);
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
      const event = { ...next, seq: ++this.#seq, ts: this.#ts } as DeskEvent;
      this.events.push(event);
      for (const effect of this.desk.handle(event)) {
        this.caused.push({ ts: this.#ts, effect });
        this.#execute(effect);
      }
    }
  }

  #execute(effect: Effect): void {
    if (effect.type === 'SubmitOrder') this.#submit(effect);
    else if (effect.type === 'CancelOrder') this.venue.cancel(effect.clientOrderId, this.#ts);
    else if (effect.type === 'QueryOrder') {
      const { clientOrderId } = effect;
      const order = this.venue.queryOrder(clientOrderId);
      this.#waiting.push({ type: 'OrderQueried', clientOrderId, ...(order && { order }) });
    } else if (effect.type === 'QueryVenue') {
      const snapshot = this.venue.snapshot(this.#ts, effect.afterTradeId);
      this.#waiting.push({ type: 'VenueSnapshotTaken', snapshot });
    }
  }

  #submit({ request }: Extract<Effect, { type: 'SubmitOrder' }>): void {
    const { clientOrderId } = request;
    const verdict = this.desk.mayLeave(clientOrderId);
    if (verdict.ok) {
      this.venue.submit(request, this.#ts);
      return;
    }
    const { code, numbers } = verdict;
    this.#waiting.push({ type: 'OrderWithheld', clientOrderId, code, numbers });
  }
}
