import { hashText } from '@quarterdeck/core/kernel/rng';
import type { Instrument } from '@quarterdeck/core/model/instrument';
import {
  createMarketGenerator,
  type MarketGenerator,
} from '@quarterdeck/core/simulation/market-generator';
import type { Clock, Scheduler, Timer } from '../../ports/clock.ts';
import type { MarketFeed, MarketInput } from '../../ports/venue.ts';
import { readMarketState, writeMarketState } from './market-state-file.ts';

export interface SimulatedFeedOptions {
  readonly instruments: readonly Instrument[];
  readonly seed: number;
  readonly eventsPerSecond: number;
  /** Small file with the newest prices. */
  readonly statePath: string;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  /** The prices could not be kept; the market goes on. Told once per feed. */
  readonly onSaveFailed?: (error: unknown) => void;
}

const PUMP_MS = 10;
const SAVE_MS = 5_000;
/** After a stall at most this much market is caught up; the rest never happened. */
const CATCH_UP_MS = 1_000;

function openEnd(): { readonly ended: Promise<void>; readonly fail: (error: unknown) => void } {
  let fail: (error: unknown) => void = () => undefined;
  const ended = new Promise<void>((_resolve, reject) => (fail = reject));
  // A feed that nobody watches may fail without ending the process.
  ended.catch(() => undefined);
  return { ended, fail };
}

/** The generated market at the pace of the clock. */
export class SimulatedFeed implements MarketFeed {
  readonly description: string;
  readonly #options: SimulatedFeedOptions;
  #end = openEnd();
  #timers: Timer[] = [];
  #generator: MarketGenerator | undefined;
  #hasSaveFailed = false;

  constructor(options: SimulatedFeedOptions) {
    this.#options = options;
    const { seed, instruments, eventsPerSecond } = options;
    this.description = `simulated market, seed ${seed}, ${instruments.length} instruments, ${eventsPerSecond} events/s`;
  }

  /** This market has no end: it only rejects, once what was delivered could not be handled. New with each start. */
  get ended(): Promise<void> {
    return this.#end.ended;
  }

  start(deliver: (input: MarketInput) => void): Promise<void> {
    if (this.#generator !== undefined) return Promise.resolve();
    const { scheduler } = this.#options;
    const generator = this.#createGenerator();
    this.#generator = generator;
    this.#end = openEnd();
    this.#timers = [
      scheduler.every(PUMP_MS, () => this.#pumpOrEnd(generator, deliver)),
      scheduler.every(SAVE_MS, () => this.#save()),
    ];
    return Promise.resolve();
  }

  stop(): Promise<void> {
    if (this.#generator === undefined) return Promise.resolve();
    this.#cancelTimers();
    this.#save();
    this.#generator = undefined;
    return Promise.resolve();
  }

  #createGenerator(): MarketGenerator {
    const { seed, instruments, eventsPerSecond, statePath, clock } = this.#options;
    const tsStart = clock.now();
    const saved = readMarketState(statePath);
    const profiles = Object.fromEntries(
      Object.entries(saved?.prices ?? {}).map(([symbol, startPrice]) => [symbol, { startPrice }]),
    );
    // A restart goes on from its prices with fresh noise: the same noise again would be foreseeable.
    const mixed = saved === undefined ? seed : (seed ^ hashText(String(saved.tsSaved))) >>> 0;
    return createMarketGenerator({ seed: mixed, instruments, tsStart, eventsPerSecond, profiles });
  }

  #cancelTimers(): void {
    for (const timer of this.#timers) timer.cancel();
    this.#timers = [];
  }

  /** Nobody stands above a timer: what is thrown here would end the process instead of the feed. */
  #pumpOrEnd(generator: MarketGenerator, deliver: (input: MarketInput) => void): void {
    try {
      this.#pump(generator, deliver);
    } catch (error) {
      this.#cancelTimers();
      this.#end.fail(error);
    }
  }

  #pump(generator: MarketGenerator, deliver: (input: MarketInput) => void): void {
    const now = this.#options.clock.now();
    generator.skipTo(now - CATCH_UP_MS);
    while (generator.peekTs() <= now) {
      deliver(generator.next());
      // `deliver` may have stopped the feed.
      if (this.#generator !== generator) return;
    }
  }

  #save(): void {
    if (this.#generator === undefined) return;
    const { statePath, clock, onSaveFailed } = this.#options;
    try {
      writeMarketState(statePath, { tsSaved: clock.now(), prices: this.#generator.prices() });
    } catch (error) {
      if (!this.#hasSaveFailed) onSaveFailed?.(error);
      this.#hasSaveFailed = true;
    }
  }
}
