import type { EpochMs } from '@quarterdeck/core/kernel/clock';
import type { Desk } from '@quarterdeck/core/desk-contract';
import type { Candle } from '@quarterdeck/core/model/candle';
import type { Effect, OutboundEffect, RecordEffect } from '@quarterdeck/core/model/effect';
import type { DeskEvent, DeskEventBody, DeskEventType } from '@quarterdeck/core/model/event';
import type { Quote, Trade } from '@quarterdeck/core/model/tick';
import type { Clock, Scheduler, Timer } from '../../ports/clock.ts';
import type { CommandAnswer } from '../../ports/memory.ts';
import type { Failpoint } from '../failpoints.ts';
import type { DurableLog } from './durable-log.ts';
import { COMMANDS, isOutbound, isTick } from './event-kinds.ts';

/** The event that an effect came from, and when it was taken up. */
export interface EventBehind {
  readonly type: DeskEventType;
  readonly startedMs: number;
}

export interface DispatcherOptions {
  readonly desk: Desk;
  readonly log: DurableLog;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly failpoint: Failpoint;
  /** Number of the first event; above every number this data folder has seen. */
  readonly firstSeq: number;
  /** Hands over what leaves the process; called only when everything behind it is on disk. */
  readonly execute: (effect: OutboundEffect, behind: EventBehind) => void;
  /** A broken invariant: nothing more is handled, nothing more leaves. */
  readonly onFault: (error: unknown) => void;
  /** Every record and every event that is not a tick, for those who show them. */
  readonly observe?: {
    record(record: RecordEffect): void;
    event(event: DeskEvent): void;
  };
}

/** Records without an outbound effect reach the disk within this. */
const GROUP_COMMIT_MS = 20;
const RETRY_MS = 1_000;

/**
 * The one door to the desk. One event at a time: what arrives while another is being handled waits in line.
 * Before anything leaves the process, the events and records behind it are on disk.
 */
export class EventDispatcher {
  readonly counts: Partial<Record<DeskEventType, number>> = {};
  readonly effectCounts: Partial<Record<Effect['type'], number>> = {};
  readonly #options: DispatcherOptions;
  readonly #waiting: DeskEvent[] = [];
  #desk: Desk;
  #nextSeq: number;
  #lastTs: EpochMs = 0;
  #isHandling = false;
  #faulted: unknown;
  #impairedCode: string | undefined;
  #commitTimer: Timer | undefined;
  #retryTimer: Timer | undefined;
  #tsOldestPending = 0;
  #answering:
    { readonly seq: number; readonly answerOf: (eventSeq: number) => CommandAnswer } | undefined;

  constructor(options: DispatcherOptions) {
    this.#options = options;
    this.#desk = options.desk;
    this.#nextSeq = options.firstSeq;
  }

  get lastSeq(): number {
    return this.#nextSeq - 1;
  }

  get isFaulted(): boolean {
    return this.#faulted !== undefined;
  }

  get impairedCode(): string | undefined {
    return this.#impairedCode;
  }

  /** A new session's desk; the old one's work is committed and its lanes are empty. */
  switchDesk(desk: Desk): void {
    this.#desk = desk;
  }

  dispatchQuote(quote: Quote, ts: EpochMs): void {
    this.#accept({ type: 'QuoteReceived', quote, seq: this.#nextSeq++, ts: this.#timeOf(ts) });
  }

  dispatchTrade(trade: Trade, ts: EpochMs): void {
    this.#accept({ type: 'TradeReceived', trade, seq: this.#nextSeq++, ts: this.#timeOf(ts) });
  }

  dispatchCandle(candle: Candle, ts: EpochMs): void {
    this.#accept({ type: 'CandleReceived', candle, seq: this.#nextSeq++, ts: this.#timeOf(ts) });
  }

  /** Numbers the event and handles it, or queues it when one is being handled. Returns its number. */
  dispatch(body: DeskEventBody, ts: EpochMs = this.#options.clock.now()): number {
    const event = { ...body, seq: this.#nextSeq++, ts: this.#timeOf(ts) } as DeskEvent;
    this.#accept(event);
    return event.seq;
  }

  /**
   * The same for an operator's command: what `answerOf` gives, asked once the desk has handled the event, is stored
   * with the event's records or not at all.
   */
  dispatchCommand(body: DeskEventBody, answerOf: (eventSeq: number) => CommandAnswer): number {
    this.#answering = { seq: this.#nextSeq, answerOf };
    return this.dispatch(body);
  }

  /**
   * Everything handled so far on disk. Called for those who wait for it, and by the group commit;
   * a failure impairs the engine, a success after a failure ends that.
   */
  commitNow(): boolean {
    this.#commitTimer?.cancel();
    this.#commitTimer = undefined;
    const result = this.#options.log.commit();
    if (!result.ok) {
      this.#becomeImpaired(result.error);
      return false;
    }
    this.#recover();
    return true;
  }

  /** No timer of ours fires any more. */
  stop(): void {
    this.#commitTimer?.cancel();
    this.#retryTimer?.cancel();
  }

  #timeOf(ts: EpochMs): EpochMs {
    if (ts > this.#lastTs) this.#lastTs = ts;
    return this.#lastTs;
  }

  #accept(event: DeskEvent): void {
    if (this.#isHandling) {
      this.#waiting.push(event);
      return;
    }
    this.#isHandling = true;
    try {
      this.#handle(event);
      for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
        this.#handle(next);
      }
    } finally {
      this.#isHandling = false;
    }
  }

  #handle(event: DeskEvent): void {
    if (this.#faulted !== undefined) return;
    const startedMs = this.#options.clock.monotonicMs();
    passBefore(event.type, this.#options.failpoint);
    this.#options.log.appendEvent(event);
    let effects: readonly Effect[];
    try {
      effects = this.#desk.handle(event);
    } catch (error) {
      this.#fault(error);
      return;
    }
    this.counts[event.type] = (this.counts[event.type] ?? 0) + 1;
    if (this.#answering !== undefined) this.#addAnswer(event.seq);
    if (effects.length > 0) this.#settle(event, effects, startedMs);
    if (!isTick(event.type)) this.#options.observe?.event(event);
    if (this.#commitTimer !== undefined && event.ts - this.#tsOldestPending >= GROUP_COMMIT_MS) {
      this.#commitIfHealthy();
    }
  }

  #addAnswer(seq: number): void {
    const answering = this.#answering;
    if (answering?.seq !== seq) return;
    this.#answering = undefined;
    this.#options.log.addAnswer(answering.answerOf(seq));
  }

  #settle(event: DeskEvent, effects: readonly Effect[], startedMs: number): void {
    const { log, failpoint } = this.#options;
    const outbound = this.#keepRecords(effects);
    passAfter(event.type, failpoint);
    if (outbound.length === 0) {
      log.appendEffects(event.seq, effects);
      this.#commitSoon(event.ts);
      return;
    }
    const isDurable = this.#commitIfHealthy();
    if (isDurable) failpoint('after-commit-before-send');
    const behind = { type: event.type, startedMs };
    for (const effect of outbound) this.#release(effect, behind, isDurable);
    // Serves comparison only, so no order waits for it; the next event's line still comes behind it.
    log.appendEffects(event.seq, effects);
  }

  /** Stores what is to be stored and returns the rest. */
  #keepRecords(effects: readonly Effect[]): OutboundEffect[] {
    const outbound: OutboundEffect[] = [];
    for (const effect of effects) {
      this.effectCounts[effect.type] = (this.effectCounts[effect.type] ?? 0) + 1;
      if (isOutbound(effect)) outbound.push(effect);
      else {
        this.#options.log.addRecord(effect);
        this.#options.observe?.record(effect);
      }
    }
    if (this.#options.log.isOverfull) this.#fault(new Error('too many records wait for the disk'));
    return outbound;
  }

  /** An order that cannot be recorded does not leave; cancels, questions and alerts do. */
  #release(effect: OutboundEffect, behind: EventBehind, isDurable: boolean): void {
    if (this.#faulted !== undefined) return;
    if (!isDurable && effect.type === 'SubmitOrder') {
      const { clientOrderId } = effect.request;
      const numbers = { cause: this.#impairedCode ?? 'unknown' };
      this.dispatch({ type: 'OrderWithheld', clientOrderId, code: 'STORAGE_UNAVAILABLE', numbers });
      return;
    }
    this.#options.execute(effect, behind);
  }

  #commitSoon(ts: EpochMs): void {
    if (this.#commitTimer !== undefined || this.#impairedCode !== undefined) return;
    this.#tsOldestPending = ts;
    this.#commitTimer = this.#options.scheduler.after(GROUP_COMMIT_MS, () => {
      this.commitNow();
    });
  }

  /** While impaired only the retry touches the disk: a full disk must not be asked at every tick. */
  #commitIfHealthy(): boolean {
    return this.#impairedCode === undefined && this.commitNow();
  }

  #becomeImpaired(error: unknown): void {
    this.#retryTimer ??= this.#options.scheduler.after(RETRY_MS, () => {
      this.#retryTimer = undefined;
      this.commitNow();
    });
    if (this.#impairedCode !== undefined) return;
    this.#impairedCode = error instanceof Error ? error.name : 'UnknownError';
    const detail = error instanceof Error ? error.message : String(error);
    this.dispatch({ type: 'EngineImpaired', code: 'STORAGE_UNAVAILABLE', detail });
  }

  #recover(): void {
    if (this.#impairedCode === undefined) return;
    this.#impairedCode = undefined;
    this.#retryTimer?.cancel();
    this.#retryTimer = undefined;
    this.dispatch({ type: 'EngineRecovered', code: 'STORAGE_UNAVAILABLE' });
  }

  #fault(error: unknown): void {
    this.#faulted = error;
    this.#waiting.length = 0;
    this.stop();
    this.#options.onFault(error);
  }
}

function passBefore(type: DeskEventType, failpoint: Failpoint): void {
  if (isTick(type)) return;
  if (type === 'VenueReported') failpoint('report-before-journal');
  else if (COMMANDS.has(type)) failpoint('command-before-journal');
}

function passAfter(type: DeskEventType, failpoint: Failpoint): void {
  if (type === 'VenueReported') failpoint('report-before-commit');
  else if (COMMANDS.has(type)) failpoint('command-before-commit');
}
