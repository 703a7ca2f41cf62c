import path from 'node:path';
import { createDesk } from '@quarterdeck/core/desk';
import type { Desk, DeskOptions } from '@quarterdeck/core/desk-contract';
import type { EpochMs } from '@quarterdeck/core/kernel/clock';
import type { DeskEventBody } from '@quarterdeck/core/model/event';
import type { VenueReport } from '@quarterdeck/core/model/venue-report';
import type { BookEntry } from '@quarterdeck/core/simulation/book-entry';
import { createDueSequence, type DueSource } from '@quarterdeck/core/simulation/due-sequence';
import type { MarketInput } from '@quarterdeck/core/simulation/market-input';
import type { MatchingVenue } from '@quarterdeck/core/simulation/matching-venue';
import { VirtualClock } from '../../adapters/system/virtual-clock.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ModelWire } from '../../runtime/agent/model-asker.ts';
import { noFailpoint, type Failpoint } from '../../runtime/failpoints.ts';
import type { LaneRecord } from '../../runtime/lanes/lane-records.ts';
import { MarketDriver } from '../../runtime/market/market-driver.ts';
import type { MarketSide } from '../../runtime/market/market-side.ts';
import { openReplayVenue, type ReplayVenue } from '../../runtime/market/replay-venue.ts';
import { EngineCore } from '../../runtime/start/engine-core.ts';
import { openStorage, type Storage } from '../../runtime/start/open-storage.ts';
import { readVersion } from '../../runtime/start/project-paths.ts';

export type ProofWire = MarketSide['wire'];

export interface ProofEngineOptions {
  readonly folder: string;
  readonly desk: DeskOptions;
  readonly seed: number;
  /** Desk time of the start; a second start in the folder must lie behind all that happened in it. */
  readonly tsStart: EpochMs;
  /** For elapsed times alone. */
  readonly machine: Pick<Clock, 'monotonicMs'>;
  /** False: the venue's book lives in memory alone, where an exchange's disk is not what is measured. */
  readonly hasVenueBook?: boolean;
  /** One way to the venue. Default 1. */
  readonly latencyMs?: number;
  /** Stands between the lanes and the venue. */
  readonly wrapWire?: (wire: ProofWire, time: VirtualClock) => ProofWire;
  /** Stands between the dispatcher and the desk: sees each event with what it caused. */
  readonly wrapDesk?: (desk: Desk) => Desk;
  /** Stands between the venue and the dispatcher: what becomes of its reports. */
  readonly passReports?: ((reports: readonly VenueReport[]) => readonly VenueReport[]) | undefined;
  /** Stands behind that: reports may come from it later, or from nowhere. */
  readonly wrapReports?: (source: DueSource) => DueSource;
  /** Who answers the desk's questions; absent where the desk has no agent. */
  readonly modelWire?: ((time: VirtualClock) => ModelWire) | undefined;
  readonly onLane?: (record: LaneRecord) => void;
  /** Every change of the venue's own book. */
  readonly onBook?: ((entries: readonly BookEntry[]) => void) | undefined;
  /** From the event behind an order to the venue having it, of the machine. */
  readonly onSent?: (elapsedMs: number) => void;
  readonly failpoint?: Failpoint;
  /** The tables are about to be closed, in order or not. */
  readonly onEnd?: (() => void) | undefined;
}

const JOURNAL_BYTES = 1024 * 1_048_576;
export const MAKER_BPS = 1;
export const TAKER_BPS = 2;
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/**
 * The engine from dispatcher to lanes, with tables, journal and the venue's book on disk, in time that the caller
 * moves: the market decides what happens, the machine only how long it takes.
 */
export class ProofEngine {
  readonly time: VirtualClock;
  readonly venue: ReplayVenue['matching'];
  readonly core: EngineCore;
  readonly storage: Storage;
  readonly #replayVenue: ReplayVenue;
  readonly #driver: MarketDriver;
  readonly #onEnd: (() => void) | undefined;
  #fault: Error | undefined;

  constructor(options: ProofEngineOptions) {
    const { folder, desk, tsStart } = options;
    this.#onEnd = options.onEnd;
    this.time = new VirtualClock(tsStart);
    // Before the venue: a folder that holds a book has been used, and starts locked without its tables.
    this.storage = openStorage({
      folder,
      mode: 'simulated',
      startsLocked: false,
      wall: this.time,
    });
    this.#replayVenue = openReplayVenue({
      folder: options.hasVenueBook === false ? undefined : path.join(folder, 'venue'),
      instruments: desk.instruments,
      simulation: {
        seed: options.seed,
        latency_ms: options.latencyMs ?? 1,
        maker_fee_bps: MAKER_BPS,
        taker_fee_bps: TAKER_BPS,
        events_per_second: 1,
      },
      now: () => this.time.now(),
      observe: options.onBook,
    });
    this.venue = this.#replayVenue.matching;
    this.core = this.#createCore(options);
    this.#driver = new MarketDriver({
      sequence: createDueSequence({ venue: dueSourceOf(this.venue, options), tsStart }),
      venue: this.venue,
      dispatcher: this.core.dispatcher,
      tsStart,
      onTime: (ts) => this.time.advanceTo(Math.max(ts, this.time.now())),
    });
    this.core.startDesk();
  }

  /** Throws what broke the engine, if anything did: no figure behind it counts. */
  ensureSound(): void {
    if (this.#fault !== undefined) throw this.#fault;
  }

  deliver(input: MarketInput): void {
    this.#driver.deliver(input);
    this.ensureSound();
  }

  /** Lets everything due up to `ts` happen, timers included. */
  runTo(ts: EpochMs): void {
    this.#driver.runDue(ts);
    this.time.advanceTo(ts);
    this.ensureSound();
  }

  /** The same in steps, with room for answers that come as promises. */
  async settleTo(ts: EpochMs, stepMs = 1): Promise<void> {
    while (this.time.now() < ts) {
      const next = Math.min(ts, this.time.now() + stepMs);
      await this.time.runTo(next);
      this.#driver.runDue(next);
    }
    this.ensureSound();
  }

  dispatch(body: DeskEventBody): void {
    this.core.dispatcher.dispatch(body, this.time.now());
    this.ensureSound();
  }

  async close(): Promise<void> {
    this.core.questions.stop();
    this.core.dispatcher.commitNow();
    this.core.dispatcher.stop();
    await this.core.session.journal.close();
    this.#onEnd?.();
    this.#replayVenue.close();
    this.storage.close();
  }

  /** Ends as a killed process does: what is not on disk is lost, and nobody is told. */
  abandon(): void {
    const { questions, asker, lanes, dispatcher } = this.core;
    questions.stop();
    asker.halt();
    lanes.halt();
    dispatcher.stop();
    this.#onEnd?.();
    this.#replayVenue.close();
    this.storage.close();
  }

  #createCore(options: ProofEngineOptions): EngineCore {
    const { desk, machine, wrapDesk, wrapWire, onLane, onSent } = options;
    const clock = { now: () => this.time.now(), monotonicMs: () => machine.monotonicMs() };
    const { wire } = this.#replayVenue;
    return new EngineCore({
      storage: this.storage,
      market: {
        desk,
        source: 'proof',
        tsStart: options.tsStart,
        clock,
        matching: this.venue,
        wire: wrapWire === undefined ? wire : wrapWire(wire, this.time),
        feed: NO_FEED,
        onTime: () => undefined,
        onFeedEnded: () => undefined,
        close: () => Promise.resolve(),
      },
      journalMaxBytes: JOURNAL_BYTES,
      codeVersion: readVersion(),
      wall: this.time,
      scheduler: this.time,
      failpoint: options.failpoint ?? noFailpoint,
      logger: silent,
      onFault: (error) => {
        this.#fault = error instanceof Error ? error : new Error(String(error));
      },
      observeSent: (elapsedMs) => onSent?.(elapsedMs),
      observeHold: () => undefined,
      ...(onLane !== undefined && { observeLane: onLane }),
      modelWire: options.modelWire?.(this.time),
      createDesk: (each) => (wrapDesk ?? same)(createDesk(each)),
      seed: options.seed,
    });
  }
}

function dueSourceOf(venue: MatchingVenue, options: ProofEngineOptions): DueSource {
  const { passReports, wrapReports = sameSource } = options;
  if (passReports === undefined) return wrapReports(venue);
  return wrapReports({
    nextDueTs: () => venue.nextDueTs(),
    advance: (ts) => passReports(venue.advance(ts)),
  });
}

const sameSource = (source: DueSource): DueSource => source;

const same = (desk: Desk): Desk => desk;

/** The caller brings the market. */
const NO_FEED: MarketSide['feed'] = {
  description: 'proof',
  start: () => Promise.resolve(),
  stop: () => Promise.resolve(),
  ended: new Promise(() => undefined),
};
