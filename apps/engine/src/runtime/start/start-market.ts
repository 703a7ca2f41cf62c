import type { Logger } from '../../api/fault-reporter.ts';
import { ColumnFileError } from '../../history/columns/column-file-head.ts';
import type { Clock, Scheduler } from '../../ports/clock.ts';
import type { MarketSide } from '../market/market-side.ts';
import {
  inspectReplay,
  openReplayMarket,
  type InspectedReplay,
} from '../market/open-replay-market.ts';
import { openSimulatedMarket } from '../market/open-simulated-market.ts';
import { findReplayWarmup } from '../market/replay-warmup.ts';
import type { Storage } from './open-storage.ts';
import type { Configuration } from './read-configuration.ts';
import type { ReplayOptions } from './start-options.ts';

export interface StartMarketOptions {
  /** Holds the history of real markets. */
  readonly home: string;
  readonly configuration: Configuration;
  readonly replay: ReplayOptions | undefined;
  readonly wall: Clock;
  readonly scheduler: Scheduler;
  readonly logger: Logger;
  readonly print: (line: string) => void;
}

/** A history that cannot be read costs the warm start, not the replay. */
function readPast({ home, print }: StartMarketOptions, inspected: InspectedReplay) {
  try {
    const learnt = findReplayWarmup({ home, ...inspected });
    if (learnt.length > 0) print(`strategies learn from ${learnt.length} candles before the tape`);
    return learnt;
  } catch (error) {
    if (!(error instanceof ColumnFileError)) throw error;
    print(`no history before the tape: ${error.message}`);
    return [];
  }
}

/** A person must not take answers that came too late for those of a slow model. */
function describePatience({ speed }: ReplayOptions): string {
  const pace = speed === 'max' ? 'plays as fast as it can be read' : `plays ${speed} times as fast`;
  return `the tape does not wait for the model: it ${pace}, and an answer ages with it`;
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
  if (inspected.desk.agent?.modelAbsence === '') print(describePatience(replay));
  const learnt = readPast(options, inspected);
  return ({ folder, memory }) => {
    // With what the run itself keeps: a new session and a brain that begins anew find both.
    if (learnt.length > 0) memory.writeCandles(learnt, learnt.length);
    return openReplayMarket(
      { folder, simulation, replay, wall, scheduler },
      { ...inspected, desk: { ...inspected.desk, deskId: memory.deskId } },
    );
  };
}
