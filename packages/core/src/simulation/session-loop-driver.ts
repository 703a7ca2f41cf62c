import { ensureInvariant } from '../kernel/ensure.ts';
import type { EpochMs } from '../kernel/clock.ts';
import type { Desk } from '../desk-contract.ts';
import type { Effect } from '../model/effect.ts';
import type { Draft } from '../model/draft.ts';
import type { DeskEvent, DeskEventBody } from '../model/event.ts';
import type { OrderRequest } from '../model/order.ts';
import type { DueStep } from './due-sequence.ts';
import { tsOfInput, type MarketInput } from './market-input.ts';
import type { MatchingVenue } from './matching-venue.ts';

export interface SessionLoopDriverOptions {
  readonly desk: Desk;
  readonly venue: MatchingVenue;
  readonly tsStart: EpochMs;
  /** Number of the first event. Default 1. */
  readonly firstSeq?: number;
  readonly onEvent?: (event: DeskEvent) => void;
  readonly onEffect?: (effect: Effect, event: DeskEvent) => void;
  /** A request that leaves the desk. */
  readonly onSubmit?: (request: OrderRequest) => void;
}

/** What comes back at once for what left the desk. */
type AnswerEvent = Extract<
  DeskEvent,
  { type: 'OrderQueried' | 'VenueSnapshotTaken' | 'OrderWithheld' }
>;

function marketEvent(input: MarketInput, seq: number, ts: EpochMs): DeskEvent {
  if (input.type === 'quote') return { type: 'QuoteReceived', quote: input.quote, seq, ts };
  if (input.type === 'trade') return { type: 'TradeReceived', trade: input.trade, seq, ts };
  return { type: 'CandleReceived', candle: input.candle, seq, ts };
}

/** Numbers events, hands them to the desk and executes what leaves it; answers queue behind. */
export class SessionLoopDriver {
  eventCount = 0;
  tsNow: EpochMs;
  readonly #options: SessionLoopDriverOptions;
  readonly #desk: Desk;
  readonly #venue: MatchingVenue;
  #seq: number;
  /** Numbered when their turn comes. */
  #answers: Draft<AnswerEvent>[] = [];

  constructor(options: SessionLoopDriverOptions) {
    this.#options = options;
    this.#desk = options.desk;
    this.#venue = options.venue;
    this.#seq = (options.firstSeq ?? 1) - 1;
    this.tsNow = options.tsStart;
  }

  get lastSeq(): number {
    return this.#seq;
  }

  /** The event, then everything its effects bring about at the same moment. */
  dispatch(body: DeskEventBody, ts: EpochMs): void {
    this.#moveTo(ts);
    this.#handle({ ...body, seq: this.#nextSeq(), ts });
    this.#answer();
  }

  /** What the due sequence says comes next. */
  takeStep(step: DueStep): void {
    const { ts } = step;
    this.#moveTo(ts);
    const seq = this.#nextSeq();
    if (step.type === 'ClockAdvanced') this.#handle({ type: 'ClockAdvanced', seq, ts });
    else this.#handle({ type: 'VenueReported', report: step.report, seq, ts });
    this.#answer();
  }

  /** The venue sees the market before the desk does; a candle is for the desk alone. */
  takeInput(input: MarketInput): void {
    const ts = tsOfInput(input);
    this.#moveTo(ts);
    if (input.type === 'quote') this.#venue.onQuote(input.quote);
    else if (input.type === 'trade') this.#venue.onTrade(input.trade);
    this.#handle(marketEvent(input, this.#nextSeq(), ts));
    this.#answer();
  }

  #moveTo(ts: EpochMs): void {
    if (ts < this.tsNow) ensureInvariant(false, `time went back from ${this.tsNow} to ${ts}`);
    this.tsNow = ts;
  }

  #nextSeq(): number {
    this.#seq += 1;
    return this.#seq;
  }

  #answer(): void {
    while (this.#answers.length > 0) {
      const answers = this.#answers;
      this.#answers = [];
      for (const answer of answers) {
        answer.seq = this.#nextSeq();
        this.#handle(answer);
      }
    }
  }

  #handle(event: DeskEvent): void {
    const { onEvent, onEffect } = this.#options;
    this.eventCount += 1;
    onEvent?.(event);
    const effects = this.#desk.handle(event);
    if (effects.length === 0) return;
    for (const effect of effects) {
      onEffect?.(effect, event);
      this.#execute(effect, event.ts);
    }
  }

  #execute(effect: Effect, ts: EpochMs): void {
    const venue = this.#venue;
    if (effect.type === 'SubmitOrder') this.#submit(effect.request, ts);
    else if (effect.type === 'CancelOrder') venue.cancel(effect.clientOrderId, ts);
    else if (effect.type === 'QueryOrder') {
      const { clientOrderId } = effect;
      const order = venue.queryOrder(clientOrderId);
      const answer = { type: 'OrderQueried', clientOrderId, seq: 0, ts } as const;
      this.#answers.push(order === undefined ? answer : { ...answer, order });
    } else if (effect.type === 'QueryVenue') {
      const snapshot = venue.snapshot(ts, effect.afterTradeId);
      this.#answers.push({ type: 'VenueSnapshotTaken', snapshot, seq: 0, ts });
    }
  }

  /** The guard is asked at the moment of sending, exactly as the live executor does. */
  #submit(request: OrderRequest, ts: EpochMs): void {
    const { clientOrderId } = request;
    const verdict = this.#desk.mayLeave(clientOrderId);
    if (verdict.ok) {
      this.#options.onSubmit?.(request);
      this.#venue.submit(request, ts);
      return;
    }
    const { code, numbers } = verdict;
    this.#answers.push({ type: 'OrderWithheld', clientOrderId, code, numbers, seq: 0, ts });
  }
}
