import { createDesk } from '@quarterdeck/core/desk';
import type { Desk, DeskOptions } from '@quarterdeck/core/desk-contract';
import type { Rng } from '@quarterdeck/core/kernel/rng';
import { createMarket } from '@quarterdeck/core/market/market';
import type { Candle } from '@quarterdeck/core/model/candle';
import type { Effect } from '@quarterdeck/core/model/effect';
import type { DeskEvent, DeskEventBody } from '@quarterdeck/core/model/event';
import type { OrderRequest } from '@quarterdeck/core/model/order';
import type { RestoredState } from '@quarterdeck/core/model/restored';
import type { VenueReport } from '@quarterdeck/core/model/venue-report';
import { createDueSequence } from '@quarterdeck/core/simulation/due-sequence';
import { createMatchingVenue } from '@quarterdeck/core/simulation/matching-venue';
import { AgentStateTable } from '../support/agent-state.ts';
import type { Reply } from '../support/agent-world.ts';
import { DeskTables } from '../support/desk-tables.ts';
import { BTC, deskOptions, FRESH, INSTRUMENTS, quoteOf, T0 } from '../support/desk-world.ts';

export type Ask = Extract<Effect, { type: 'AskModel' }>;

export interface DaySessionOptions {
  readonly rng: Rng;
  readonly desk: Partial<DeskOptions>;
  /** What a question gets and when; undefined: nothing ever comes. */
  readonly answer: (
    ask: Ask,
    tsNow: number,
  ) => { readonly reply: Reply; readonly afterMs: number } | undefined;
  /** Chance that a report, or the answer to a submit, is lost, and that an order is refused by the venue. */
  readonly faultRate: number;
  /** Sees every event after it was handled. */
  readonly watch: (seen: {
    readonly desk: Desk;
    readonly event: DeskEvent;
    readonly effects: readonly Effect[];
    readonly wasLocked: 'none' | 'lock' | 'freeze';
  }) => void;
}

const BARS_KEPT = 80;

/** A desk with an agent on virtual time, whose wire, venue, model and process can all fail. */
export class AgentDaySession {
  desk: Desk;
  readonly venue = createMatchingVenue({
    instruments: INSTRUMENTS,
    latencyMs: 20,
    makerFeeBps: 0,
    takerFeeBps: 10,
  });
  readonly tables = new DeskTables(FRESH);
  readonly sent: OrderRequest[] = [];
  ts = T0;
  mid = 100;
  faultRate: number;
  restarts = 0;
  readonly #options: DaySessionOptions;
  readonly #due = createDueSequence({ venue: this.venue, tsStart: T0 });
  readonly #bars;
  #history: Candle[] = [];
  readonly #agentState = new AgentStateTable();
  #seq = 0;
  #queue: DeskEventBody[] = [];
  #replies: { ts: number; questionId: string; reply: Reply }[] = [];

  constructor(options: DaySessionOptions) {
    this.#options = options;
    this.faultRate = options.faultRate;
    const timeframesMs = options.desk.agent?.config.timeframes_ms ?? [];
    this.#bars = createMarket({ instruments: INSTRUMENTS, timeframesMs, staleAfterMs: Infinity });
    this.desk = createDesk(deskOptions(options.desk));
    this.tell({ type: 'DeskStarted', restored: FRESH });
  }

  /** The process ends where it stands and another one begins; whoever was to answer the old one answers nobody. */
  restart(): void {
    this.restarts += 1;
    this.#queue = [];
    this.#replies = [];
    this.desk = createDesk(deskOptions(this.#options.desk));
    this.tell({ type: 'DeskStarted', restored: this.restored() });
  }

  restored(): RestoredState {
    const agentState = this.#agentState.read();
    return {
      ...this.tables.restored(),
      history: this.#history,
      ...(agentState !== undefined && { agentState }),
    };
  }

  /** One quote of the market as it is now. */
  quote(): void {
    const half = this.mid * 0.000_05;
    const at = { bid: (this.mid - half).toFixed(2), ask: (this.mid + half).toFixed(2) };
    const quote = quoteOf(BTC, { ...at, ts: this.ts });
    this.venue.onQuote(quote);
    this.#history.push(...this.#bars.applyQuote(quote, this.ts));
    if (this.#history.length > BARS_KEPT * 10) this.#thinHistory();
    this.tell({ type: 'QuoteReceived', quote });
  }

  /** Lets time pass: reports, clock and answers, each at its own moment. */
  pass(ms: number): void {
    const until = this.ts + ms;
    for (;;) {
      const [next] = this.#replies;
      const step = this.#due.next(Math.min(until, next?.ts ?? Infinity));
      if (step !== undefined) {
        this.ts = step.ts;
        if (step.type === 'ClockAdvanced') this.tell({ type: 'ClockAdvanced' });
        else this.#hear(step.report);
      } else if (next !== undefined && next.ts <= until) {
        this.#replies.shift();
        this.ts = Math.max(this.ts, next.ts);
        this.tell({ type: 'ModelAnswered', questionId: next.questionId, ...next.reply });
      } else break;
    }
    this.ts = until;
  }

  tell(body: DeskEventBody): void {
    this.#queue.push(body);
    for (let next = this.#queue.shift(); next !== undefined; next = this.#queue.shift()) {
      this.#handle(next);
    }
  }

  #handle(body: DeskEventBody): void {
    const event = { ...body, seq: ++this.#seq, ts: this.ts } as DeskEvent;
    const wasLocked = event.type === 'DeskStarted' ? 'none' : this.desk.view.lock.level;
    const effects = this.desk.handle(event);
    for (const effect of effects) {
      this.tables.store(effect);
      if (effect.type === 'RecordAgentState') this.#agentState.store(effect);
    }
    for (const effect of effects) this.#execute(effect);
    this.#options.watch({ desk: this.desk, event, effects, wasLocked });
  }

  #execute(effect: Effect): void {
    switch (effect.type) {
      case 'SubmitOrder':
        this.#submit(effect.request);
        return;
      case 'CancelOrder':
        if (!this.#fails()) this.venue.cancel(effect.clientOrderId, this.ts);
        return;
      case 'QueryOrder': {
        const { clientOrderId } = effect;
        const order = this.venue.queryOrder(clientOrderId);
        this.#queue.push({ type: 'OrderQueried', clientOrderId, ...(order && { order }) });
        return;
      }
      case 'QueryVenue': {
        const snapshot = this.venue.snapshot(this.ts, effect.afterTradeId);
        this.#queue.push({ type: 'VenueSnapshotTaken', snapshot });
        return;
      }
      case 'AskModel':
        this.#ask(effect);
        return;
      case 'CallOffQuestion':
        this.#callOff(effect.questionId);
        return;
      default:
    }
  }

  #ask(ask: Ask): void {
    const answer = this.#options.answer(ask, this.ts);
    if (answer === undefined) return;
    const { reply, afterMs } = answer;
    this.#replies.push({ ts: this.ts + afterMs, questionId: ask.questionId, reply });
    this.#replies.sort((one, other) => one.ts - other.ts);
  }

  /** Half of those called off come as cancelled, the others too late to be stopped. */
  #callOff(questionId: string): void {
    const pending = this.#replies.find((reply) => reply.questionId === questionId);
    if (pending === undefined || this.#options.rng.next() < 0.5) return;
    const failure = { kind: 'failure', failure: 'transient', outcome: 'VETO_HALT' } as const;
    pending.reply = {
      attempts: [],
      result: { ...failure, detail: 'cancelled', retryAfterMs: null },
    };
    pending.ts = this.ts;
    this.#replies.sort((one, other) => one.ts - other.ts);
  }

  #submit(request: OrderRequest): void {
    const { clientOrderId } = request;
    const verdict = this.desk.mayLeave(clientOrderId);
    if (!verdict.ok) {
      const { code, numbers } = verdict;
      this.#queue.push({ type: 'OrderWithheld', clientOrderId, code, numbers });
      return;
    }
    this.sent.push(request);
    if (this.#fails()) {
      const report = { type: 'OrderRejected', clientOrderId, code: 'VENUE_BUSY' } as const;
      const rejected = { ...report, numbers: {}, tsEvent: this.ts };
      this.#queue.push({ type: 'VenueReported', report: rejected });
      return;
    }
    const isLost = this.#fails();
    if (!isLost) this.venue.submit(request, this.ts);
    if (isLost || this.#fails()) this.#queue.push({ type: 'OrderOutcomeUnknown', clientOrderId });
  }

  #hear(report: VenueReport): void {
    if (this.#fails()) return;
    this.tell({ type: 'VenueReported', report });
    if (this.#fails()) this.tell({ type: 'VenueReported', report });
  }

  #fails(): boolean {
    return this.#options.rng.next() < this.faultRate;
  }

  #thinHistory(): void {
    const lengths = [...new Set(this.#history.map(({ timeframeMs }) => timeframeMs))];
    this.#history = lengths.flatMap((timeframeMs) =>
      this.#history.filter((bar) => bar.timeframeMs === timeframeMs).slice(-BARS_KEPT),
    );
    this.#history.sort(
      (one, other) => one.tsOpen + one.timeframeMs - other.tsOpen - other.timeframeMs,
    );
  }
}
