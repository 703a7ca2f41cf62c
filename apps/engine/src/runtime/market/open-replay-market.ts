import path from 'node:path';
import type { EpochMs } from '@quarterdeck/core/kernel/clock';
import type { SimulationConfig } from '@quarterdeck/core/contract/config.schema';
import type { DeskOptions } from '@quarterdeck/core/desk-contract';
import { tsOfInput } from '@quarterdeck/core/simulation/market-input';
import { mergeTapes } from '../../adapters/tapes/merge-tapes.ts';
import { openTapes } from '../../adapters/tapes/open-tapes.ts';
import { TapeFeed } from '../../adapters/tapes/tape-feed.ts';
import type { Tape } from '../../adapters/tapes/tape.ts';
import type { Clock, Scheduler } from '../../ports/clock.ts';
import { agentOnTape } from '../agent/agent-setup.ts';
import { listUnreadStrategies } from '../config/list-unread-strategies.ts';
import { replayDeskOptions } from '../config/replay-desk-options.ts';
import type { ReplayOptions } from '../start/start-options.ts';
import type { MarketSide } from './market-side.ts';
import { openReplayVenue } from './replay-venue.ts';
import { TapeClock } from './tape-clock.ts';

/** Spread put around bars of one price: they show none, and trading without one would be a gift. */
const CANDLE_SPREAD_BPS = 2;

export interface ReplayMarketOptions {
  readonly folder: string;
  readonly desk: DeskOptions;
  readonly simulation: SimulationConfig;
  readonly replay: ReplayOptions;
  readonly wall: Clock;
  readonly scheduler: Scheduler;
}

async function findFirstTs(tapes: readonly Tape[], otherwise: EpochMs): Promise<EpochMs> {
  for await (const batch of mergeTapes(tapes)) {
    const [first] = batch;
    if (first !== undefined) return tsOfInput(first);
  }
  return otherwise;
}

/** What the tapes hold, without touching the data folder. Throws TapeError or ReplayCurrencyError. */
export async function inspectReplay({
  desk,
  replay,
  wall,
}: Pick<ReplayMarketOptions, 'desk' | 'replay' | 'wall'>) {
  const { tapes, instruments } = await openTapes(replay.files, {
    instruments: desk.instruments,
    skipBadRows: replay.skipBadRows,
    candleSpreadBps: CANDLE_SPREAD_BPS,
  });
  const tsStart = await findFirstTs(tapes, wall.now());
  const heads = tapes.flatMap((tape) => tape.heads);
  const content = {
    bars: heads.map(({ timeframeMs }) => timeframeMs),
    hasTrades: heads.some(({ format }) => format === 'trades'),
  };
  const strategiesAlone = replayDeskOptions(desk, instruments, content.bars);
  const unread = listUnreadStrategies(strategiesAlone, content);
  const place = { instruments, tsStart, tsWall: wall.now() };
  const agent =
    replay.hasAgent === true && desk.agent !== undefined && agentOnTape(desk.agent, place);
  return { tapes, tsStart, desk: { ...strategiesAlone, ...(agent && { agent }) }, unread };
}

export type InspectedReplay = Awaited<ReturnType<typeof inspectReplay>>;

/** Recorded market on tape time; orders meet the same matching venue as everywhere. */
export function openReplayMarket(
  { folder, simulation, replay, wall, scheduler }: Omit<ReplayMarketOptions, 'desk'>,
  { tapes, tsStart, desk }: Omit<InspectedReplay, 'unread'>,
): MarketSide {
  const clock = new TapeClock({ wall, tsStart, speed: replay.speed });
  const venue = openReplayVenue({
    folder: path.join(folder, 'venue'),
    instruments: desk.instruments,
    simulation,
    now: () => clock.now(),
  });
  const feed = new TapeFeed({ tapes, speed: replay.speed, clock: wall, scheduler });
  return {
    desk,
    source: feed.description,
    tsStart,
    clock,
    matching: venue.matching,
    wire: venue.wire,
    feed,
    onTime: (ts) => clock.follow(ts),
    skippedRows: () => feed.skippedRows,
    onFeedEnded: () => clock.tapeEnded(),
    close: () => {
      venue.close();
      return Promise.resolve();
    },
  };
}
