import { createMarketGenerator } from '@quarterdeck/core/simulation/market-generator';
import { readBenchDesk } from './bench-desk.ts';
import { writeBenchConfig } from './bench-config.ts';
import { EngineChild } from './engine-child.ts';
import type { BenchContext } from './measure.ts';

const SAMPLE_MS = 20_000;

export interface LoadOptions {
  /** Ticks a second that really come. */
  readonly ticksPerSecond: number;
  readonly isBusy: boolean;
}

/**
 * The generated market is livelier at some hours than at others, around the rate it was asked for.
 * Asks for as much as makes this hour's rate the wanted one.
 */
function rateToAskFor(configFile: string, now: number, ticksPerSecond: number): number {
  const { desk, config } = readBenchDesk(configFile);
  const { seed } = config.simulation;
  const generator = createMarketGenerator({
    seed,
    instruments: desk.instruments,
    tsStart: now,
    eventsPerSecond: ticksPerSecond,
  });
  let count = 0;
  for (; generator.peekTs() < now + SAMPLE_MS; count += 1) generator.next();
  const pace = count / (SAMPLE_MS / 1_000) / ticksPerSecond;
  return Math.min(100_000, Math.ceil(ticksPerSecond / pace));
}

/** A real engine under a market of the wanted rate. */
export function startLoadedEngine(context: BenchContext, load: LoadOptions): Promise<EngineChild> {
  const folder = context.workspace.makeFolder();
  const { ticksPerSecond, isBusy } = load;
  const first = writeBenchConfig({ folder, eventsPerSecond: ticksPerSecond, isBusy });
  const eventsPerSecond = rateToAskFor(first, context.ports.clock.now(), ticksPerSecond);
  const configFile = writeBenchConfig({ folder, eventsPerSecond, isBusy });
  return EngineChild.start({ context, configFile, home: folder });
}
