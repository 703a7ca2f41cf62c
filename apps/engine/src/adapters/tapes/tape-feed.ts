import type { EpochMs } from '@quarterdeck/core/kernel/clock';
import { tsOfInput } from '@quarterdeck/core/simulation/market-input';
import type { Clock, Scheduler, Timer } from '../../ports/clock.ts';
import type { MarketFeed, MarketInput } from '../../ports/venue.ts';
import { mergeTapes } from './merge-tapes.ts';
import type { Tape } from './tape.ts';

/** Tape seconds per second; `max` is as fast as the receiver takes it. */
export type TapeSpeed = number | 'max';

export interface TapeFeedOptions {
  readonly tapes: readonly Tape[];
  readonly speed: TapeSpeed;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  /** Awaited after every slice: return late to slow the feed down. Default: one turn of the event loop. */
  readonly whenReady?: () => Promise<void>;
}

/** Inputs delivered in a row before the event loop gets its turn. */
const SLICE = 256;
/** Longest single wait; timers of most hosts overflow at 24.8 days, and a stop must not wait for a weekend. */
const MAX_WAIT_MS = 60_000;

/** Tape time against the monotonic clock; an input is never delivered before its time. */
class Pace {
  readonly #speed: number;
  readonly #clock: Clock;
  #tsFirst: EpochMs | undefined;
  #startMs = 0;

  constructor(speed: TapeSpeed, clock: Clock) {
    this.#speed = speed === 'max' ? Infinity : speed;
    this.#clock = clock;
  }

  /** Milliseconds to wait; zero or less when due. The first input sets the start. */
  waitFor(ts: EpochMs): number {
    if (this.#speed === Infinity) return 0;
    if (this.#tsFirst === undefined) {
      this.#tsFirst = ts;
      this.#startMs = this.#clock.monotonicMs();
    }
    const dueMs = this.#startMs + (ts - this.#tsFirst) / this.#speed;
    return dueMs - this.#clock.monotonicMs();
  }
}

/**
 * Plays tapes as a live feed. Back-pressure is by slices: after each, the loop waits for the receiver,
 * so a reader of a fast disk cannot flood the desk. `ended` resolves after the last input, rejects with
 * the TapeError that stopped it, and stays open when the feed is stopped by hand.
 */
export class TapeFeed implements MarketFeed {
  readonly description: string;
  readonly ended: Promise<void>;
  readonly #options: TapeFeedOptions;
  readonly #pace: Pace;
  #settle: { readonly resolve: () => void; readonly reject: (error: unknown) => void };
  #running: Promise<void> | undefined;
  #isStopped = false;
  #wake: (() => void) | undefined;
  #tsTape: EpochMs | undefined;

  constructor(options: TapeFeedOptions) {
    const { speed, tapes } = options;
    if (speed !== 'max' && !(speed > 0 && Number.isFinite(speed))) {
      throw new RangeError('speed must be above zero, or max');
    }
    this.#options = options;
    this.#pace = new Pace(speed, options.clock);
    const pace = speed === 'max' ? 'as fast as possible' : `at ${speed}x`;
    this.description = `tape ${tapes.map((tape) => tape.description).join(', ')} ${pace}`;
    const { promise, ...settle } = openPromise();
    this.ended = promise;
    this.#settle = settle;
    // A feed that nobody waits for must not bring the process down as an unhandled rejection.
    promise.catch(() => undefined);
  }

  /** Time of the newest input delivered. */
  get tsTape(): EpochMs | undefined {
    return this.#tsTape;
  }

  /** Rows that `skipBadRows` passed over so far. */
  get skippedRows(): number {
    return this.#options.tapes.reduce((sum, tape) => sum + tape.counts.skippedRows, 0);
  }

  /** Resolves at once; delivery goes on in the background until `ended` or `stop`. */
  start(deliver: (input: MarketInput) => void): Promise<void> {
    if (this.#running !== undefined) return Promise.reject(new RangeError('already started'));
    this.#running = this.#play(deliver).then(
      () => {
        if (!this.#isStopped) this.#settle.resolve();
      },
      (error: unknown) => this.#settle.reject(error),
    );
    return Promise.resolve();
  }

  /** Nothing is delivered after this resolves. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#wake?.();
    await this.#running;
  }

  async #play(deliver: (input: MarketInput) => void): Promise<void> {
    let inSlice = 0;
    for await (const batch of mergeTapes(this.#options.tapes)) {
      for (const input of batch) {
        const ts = tsOfInput(input);
        if (this.#pace.waitFor(ts) > 0) await this.#waitUntilDue(ts);
        if (this.#isStopped) return;
        this.#tsTape = ts;
        deliver(input);
        inSlice += 1;
        if (inSlice < SLICE) continue;
        inSlice = 0;
        await this.#whenReady();
      }
    }
  }

  #whenReady(): Promise<void> {
    return this.#options.whenReady?.() ?? this.#options.scheduler.yield();
  }

  async #waitUntilDue(ts: EpochMs): Promise<void> {
    for (;;) {
      const waitMs = this.#pace.waitFor(ts);
      if (waitMs <= 0 || this.#isStopped) return;
      await this.#sleep(Math.min(Math.ceil(waitMs), MAX_WAIT_MS));
    }
  }

  #sleep(delayMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer: Timer = this.#options.scheduler.after(delayMs, resolve);
      this.#wake = () => {
        timer.cancel();
        resolve();
      };
    });
  }
}

function openPromise() {
  let resolve: () => void = () => undefined;
  let reject: (error: unknown) => void = () => undefined;
  const promise = new Promise<void>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}
