import path from 'node:path';
import type { SimulationConfig } from '@quarterdeck/core/contract/config.schema';
import type { DeskOptions } from '@quarterdeck/core/desk-contract';
import { SimulatedFeed } from '../../adapters/simulated/simulated-feed.ts';
import { SimulatedVenue } from '../../adapters/simulated/simulated-venue.ts';
import type { Clock, Scheduler } from '../../ports/clock.ts';
import type { MarketSide } from './market-side.ts';

export interface SimulatedMarketOptions {
  readonly folder: string;
  readonly desk: DeskOptions;
  readonly simulation: SimulationConfig;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly onSaveFailed: (error: unknown) => void;
}

/** The generated market in real time, with the venue's book in the data folder. Throws VenueBookError. */
export function openSimulatedMarket(options: SimulatedMarketOptions): MarketSide {
  const { folder, desk, simulation, clock, scheduler, onSaveFailed } = options;
  const { instruments } = desk;
  const venue = new SimulatedVenue({
    folder: path.join(folder, 'venue'),
    instruments,
    latencyMs: simulation.latency_ms,
    makerFeeBps: simulation.maker_fee_bps,
    takerFeeBps: simulation.taker_fee_bps,
    clock,
    scheduler,
  });
  const feed = new SimulatedFeed({
    instruments,
    seed: simulation.seed,
    eventsPerSecond: simulation.events_per_second,
    statePath: path.join(folder, 'venue', 'market.json'),
    clock,
    scheduler,
    onSaveFailed,
  });
  return {
    desk,
    source: feed.description,
    tsStart: clock.now(),
    clock,
    matching: venue,
    wire: venue,
    feed,
    onTime: () => undefined,
    onFeedEnded: () => undefined,
    close: () => venue.close(),
  };
}
