import type { Logger } from '../../api/fault-reporter.ts';
import type { Clock, Scheduler } from '../../ports/clock.ts';
import type { MarketSide } from '../market/market-side.ts';
import { inspectReplay, openReplayMarket } from '../market/open-replay-market.ts';
import { openSimulatedMarket } from '../market/open-simulated-market.ts';
import type { Storage } from './open-storage.ts';
import type { Configuration } from './read-configuration.ts';
import type { ReplayOptions } from './start-options.ts';

export interface StartMarketOptions {
  readonly configuration: Configuration;
  readonly replay: ReplayOptions | undefined;
  readonly wall: Clock;
  readonly scheduler: Scheduler;
  readonly logger: Logger;
  readonly print: (line: string) => void;
}

/**
 * Looks at the tapes before anything on disk is touched, then opens the market in the locked data folder.
 * Throws TapeError, ReplayCurrencyError or VenueBookError.
 */
export async function prepareMarket(
  options: StartMarketOptions,
): Promise<(storage: Storage) => MarketSide> {
  const { configuration, replay, wall, scheduler, logger, print } = options;
  const { simulation } = configuration.config;
  if (replay === undefined) {
    return ({ folder, memory }) =>
      openSimulatedMarket({
        folder,
        desk: configuration.deskOptionsFor(memory.deskId),
        simulation,
        clock: wall,
        scheduler,
        onSaveFailed: (error) => logger.warn({ err: error }, 'market prices could not be kept'),
      });
  }
  const desk = configuration.deskOptionsFor('replay');
  const inspected = await inspectReplay({ desk, replay, wall });
  for (const id of inspected.unread)
    print(`${id} reads nothing of this tape and will not trade on it`);
  return ({ folder, memory }) =>
    openReplayMarket(
      { folder, simulation, replay, wall, scheduler },
      { ...inspected, desk: { ...inspected.desk, deskId: memory.deskId } },
    );
}
