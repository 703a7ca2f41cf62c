import { ensureInvariant } from '../kernel/ensure.ts';
import type { EpochMs } from '../kernel/clock.ts';
import type { Desk } from '../desk-contract.ts';
import type { Effect } from '../model/effect.ts';
import type { DeskEvent, DeskEventBody } from '../model/event.ts';
import type { Fill } from '../model/fill.ts';
import type { OrderRequest } from '../model/order.ts';
import type { RestoredState } from '../model/restored.ts';
import { createDueSequence } from './due-sequence.ts';
import { tsOfInput, type MarketInput } from './market-input.ts';
import type { MatchingVenue } from './matching-venue.ts';

/** After the last input the session goes on this long, so that what was on its way still arrives. */
export const SESSION_DRAIN_MS = 1_000;

export interface SessionOptions {
  readonly desk: Desk;
  readonly venue: MatchingVenue;
  /** In time order, none before `tsStart`. */
  readonly inputs: Iterable<MarketInput>;
  readonly tsStart: EpochMs;
  readonly restored: RestoredState;
  /** Number of `DeskStarted`. Default 1. */
  readonly firstSeq?: number;
  readonly clockIntervalMs?: number;
  /** Default `SESSION_DRAIN_MS`. */
  readonly drainMs?: number;
  readonly onEvent?: (event: DeskEvent) => void;
  readonly onEffect?: (effect: Effect, event: DeskEvent) => void;
}

export interface SessionResult {
  readonly eventCount: number;
  readonly inputCount: number;
  readonly lastSeq: number;
  readonly tsEnd: EpochMs;
  /** Requests that left the desk, in the order they left. */
  readonly orders: readonly OrderRequest[];
  /** As reported to the desk, once each. */
  readonly fills: readonly Fill[];
}

/** Makes the event once its number is known. */
type Numbered = (seq: number, ts: EpochMs) => DeskEvent;

/** Numbers events, hands them to the desk and executes what leaves it; answers queue behind. */
class SessionLoop {
  readonly orders: OrderRequest[] = [];
  readonly fills: Fill[] = [];
  eventCount = 0;
  tsNow: EpochMs;
  #seq: number;
  #answers: DeskEventBody[] = [];

  constructor(readonly options: SessionOptions) {
    this.#seq = (options.firstSeq ?? 1) - 1;
    this.tsNow = options.tsStart;
  }

  get lastSeq(): number {
    return this.#seq;
  }

  /** The event, then everything its effects bring about at the same moment. */
  dispatch(ts: EpochMs, number: Numbered): void {
    ensureInvariant(ts >= this.tsNow, `time went back from ${this.tsNow} to ${ts}`);
    this.tsNow = ts;
    this.#handle(number(this.#nextSeq(), ts));
    while (this.#answers.length > 0) {
      const answers = this.#answers;
      this.#answers = [];
      for (const body of answers) this.#handle({ ...body, seq: this.#nextSeq(), ts });
    }
  }

  #nextSeq(): number {
    this.#seq += 1;
    return this.#seq;
  }

  #handle(event: DeskEvent): void {
    const { desk, onEvent, onEffect } = this.options;
    this.eventCount += 1;
    onEvent?.(event);
    if (event.type === 'VenueReported' && event.report.type === 'OrderFilled') {
      this.fills.push(event.report.fill);
    }
    for (const effect of desk.handle(event)) {
      onEffect?.(effect, event);
      this.#execute(effect, event.ts);
    }
  }

  #execute(effect: Effect, ts: EpochMs): void {
    const { venue } = this.options;
    if (effect.type === 'SubmitOrder') this.#submit(effect.request, ts);
    else if (effect.type === 'CancelOrder') venue.cancel(effect.clientOrderId, ts);
    else if (effect.type === 'QueryOrder') {
      const { clientOrderId } = effect;
      const order = venue.queryOrder(clientOrderId);
      this.#answers.push({ type: 'OrderQueried', clientOrderId, ...(order && { order }) });
    } else if (effect.type === 'QueryVenue') {
      const snapshot = venue.snapshot(ts, effect.afterTradeId);
      this.#answers.push({ type: 'VenueSnapshotTaken', snapshot });
    }
  }

  /** The guard is asked at the moment of sending, exactly as the live executor does. */
  #submit(request: OrderRequest, ts: EpochMs): void {
    const { desk, venue } = this.options;
    const { clientOrderId } = request;
    const verdict = desk.mayLeave(clientOrderId);
    if (verdict.ok) {
      this.orders.push(request);
      venue.submit(request, ts);
      return;
    }
    const { code, numbers } = verdict;
    this.#answers.push({ type: 'OrderWithheld', clientOrderId, code, numbers });
  }
}

function marketEvent(input: MarketInput, seq: number, ts: EpochMs): DeskEvent {
  if (input.type === 'quote') return { type: 'QuoteReceived', quote: input.quote, seq, ts };
  if (input.type === 'trade') return { type: 'TradeReceived', trade: input.trade, seq, ts };
  return { type: 'CandleReceived', candle: input.candle, seq, ts };
}

/** The venue sees the market before the desk does; a candle is for the desk alone. */
function showVenue(venue: MatchingVenue, input: MarketInput): void {
  if (input.type === 'quote') venue.onQuote(input.quote);
  else if (input.type === 'trade') venue.onTrade(input.trade);
}

/**
 * A whole simulated session as a plain loop: what is due first, then the venue, then the desk.
 * Throws Fault when the inputs go back in time.
 */
export function driveSession(options: SessionOptions): SessionResult {
  const { venue, tsStart, restored, clockIntervalMs, drainMs = SESSION_DRAIN_MS } = options;
  const loop = new SessionLoop(options);
  const sequence = createDueSequence({
    venue,
    tsStart,
    ...(clockIntervalMs !== undefined && { clockIntervalMs }),
  });
  const runUpTo = (ts: EpochMs): void => {
    for (let step = sequence.next(ts); step !== undefined; step = sequence.next(ts)) {
      const due = step;
      loop.dispatch(due.ts, (seq) => ({ ...due, seq }));
    }
  };
  loop.dispatch(tsStart, (seq, ts) => ({ type: 'DeskStarted', restored, seq, ts }));
  let inputCount = 0;
  for (const input of options.inputs) {
    const ts = tsOfInput(input);
    runUpTo(ts);
    showVenue(venue, input);
    loop.dispatch(ts, (seq) => marketEvent(input, seq, ts));
    inputCount += 1;
  }
  const tsEnd = loop.tsNow + drainMs;
  runUpTo(tsEnd);
  const { eventCount, lastSeq, orders, fills } = loop;
  return { eventCount, inputCount, lastSeq, tsEnd, orders, fills };
}
