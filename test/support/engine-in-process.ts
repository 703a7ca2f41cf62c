import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DeskOptions } from '@quarterdeck/core/desk-contract';
import type { DeskEvent } from '@quarterdeck/core/model/event';
import type { Quote } from '@quarterdeck/core/model/tick';
import { createDueSequence } from '@quarterdeck/core/simulation/due-sequence';
import { readVenueBook } from '../../apps/engine/src/adapters/simulated/read-venue-book.ts';
import { SimulatedVenue } from '../../apps/engine/src/adapters/simulated/simulated-venue.ts';
import type { VenueFaults } from '../../apps/engine/src/adapters/simulated/venue-faults.ts';
import { noFailpoint } from '../../apps/engine/src/runtime/failpoints.ts';
import { MarketDriver } from '../../apps/engine/src/runtime/market/market-driver.ts';
import type { MarketSide } from '../../apps/engine/src/runtime/market/market-side.ts';
import { EngineCore } from '../../apps/engine/src/runtime/start/engine-core.ts';
import { openStorage, type Storage } from '../../apps/engine/src/runtime/start/open-storage.ts';
import { T0 } from './desk-world.ts';
import { VirtualClock } from '../../apps/engine/src/adapters/system/virtual-clock.ts';

export interface EngineInProcessOptions {
  readonly desk: DeskOptions;
  readonly faults?: VenueFaults;
  /** Replaces the way to the venue; by default the venue itself. */
  readonly wire?: (venue: SimulatedVenue) => MarketSide['wire'];
}

const silentLogger = { info: () => {}, warn: () => {}, error: () => {} } as never;

/** The engine from dispatcher to lanes with real tables, journal and venue book, on a clock that the test moves. */
export class EngineInProcess {
  readonly clock = new VirtualClock(T0);
  readonly folder = mkdtempSync(join(tmpdir(), 'quarterdeck-core-'));
  readonly venue: SimulatedVenue;
  readonly storage: Storage;
  readonly core: EngineCore;
  readonly faults: unknown[] = [];
  readonly #driver: MarketDriver;

  constructor({ desk, faults, wire = (venue) => venue }: EngineInProcessOptions) {
    const { clock } = this;
    // Before the venue: a folder that already holds a book has been used, and starts locked without its tables.
    this.storage = openStorage({
      folder: this.folder,
      mode: 'simulated',
      startsLocked: false,
      wall: clock,
    });
    this.venue = new SimulatedVenue({
      folder: join(this.folder, 'venue'),
      instruments: desk.instruments,
      latencyMs: 20,
      makerFeeBps: 1,
      takerFeeBps: 2,
      clock,
      scheduler: clock,
      ...(faults && { faults }),
    });
    this.core = new EngineCore({
      storage: this.storage,
      market: this.#marketOf(desk, wire(this.venue)),
      journalMaxBytes: 64 * 1_048_576,
      codeVersion: 'test',
      wall: clock,
      scheduler: clock,
      failpoint: noFailpoint,
      logger: silentLogger,
      onFault: (error) => this.faults.push(error),
      observeSent: () => {},
      observeHold: () => {},
    });
    this.#driver = new MarketDriver({
      sequence: createDueSequence({ venue: this.venue, tsStart: T0 }),
      venue: this.venue,
      dispatcher: this.core.dispatcher,
      tsStart: T0,
    });
    this.core.startDesk();
  }

  /** What the venue itself says happened. */
  get book() {
    return readVenueBook(join(this.folder, 'venue'));
  }

  orderStates(): string[] {
    const rows = this.storage.memory.restoredState().orders;
    return rows.map(({ state, refusal }) =>
      refusal === undefined ? state : `${state} ${refusal.code}`,
    );
  }

  quote(quote: Quote): void {
    this.#driver.deliver({ type: 'quote', quote });
  }

  /** Time passes in small steps, each with whatever is due and a fresh quote, as a live market would have it. */
  async runFor(ms: number, quoteAt: (ts: number) => Quote): Promise<void> {
    const tsEnd = this.clock.now() + ms;
    while (this.clock.now() < tsEnd) {
      await this.clock.runBy(Math.min(50, tsEnd - this.clock.now()));
      this.#driver.runDue(this.clock.now());
      this.quote(quoteAt(this.clock.now()));
    }
    this.core.dispatcher.commitNow();
  }

  dispatch(body: Parameters<EngineCore['dispatcher']['dispatch']>[0]): DeskEvent['seq'] {
    return this.core.dispatcher.dispatch(body);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.core.questions.stop();
    this.core.dispatcher.commitNow();
    this.core.dispatcher.stop();
    await this.core.session.journal.close();
    await this.venue.close();
    this.storage.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  #marketOf(desk: DeskOptions, wire: MarketSide['wire']): MarketSide {
    return {
      desk,
      source: 'a test',
      tsStart: T0,
      clock: this.clock,
      matching: this.venue,
      wire,
      feed: {
        description: 'a test',
        start: () => Promise.resolve(),
        stop: () => Promise.resolve(),
        ended: new Promise(() => undefined),
      },
      onTime: () => undefined,
      onFeedEnded: () => undefined,
      close: () => Promise.resolve(),
    };
  }
}
