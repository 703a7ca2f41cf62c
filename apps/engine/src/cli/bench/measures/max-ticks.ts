import { startLoadedEngine } from '../busy-engine.ts';
import { ConsoleSwarm } from '../console-swarm.ts';
import type { BenchContext, Figure, Measure } from '../measure.ts';
import { ticksOf } from '../metrics-text.ts';
import { pause } from '../pause.ts';
import { quantile, rounded } from '../../../verify/statistics.ts';

const MOST_TICKS_PER_SECOND = 100_000;
const WARM_UP_MS = 3_000;
const STEP_DOWN = 0.85;
const TRIES = 6;
/** Sustained: what the desk sees is never older than this, and the console never waits longer for a frame. */
const MAX_LAG_MS = 500;
const MAX_GAP_MS = 1_000;

interface Round {
  readonly askedPerSecond: number;
  readonly ticksPerSecond: number;
  readonly marketLagMs: number;
  readonly consoleGapMs: number;
  readonly seconds: number;
}

async function runRound(
  context: BenchContext,
  askedPerSecond: number,
  durationMs: number,
): Promise<Round> {
  const { clock, scheduler } = context.ports;
  const engine = await startLoadedEngine(context, {
    ticksPerSecond: askedPerSecond,
    isBusy: false,
  });
  const swarm = await ConsoleSwarm.attach(context, engine, 1);
  await pause(scheduler, WARM_UP_MS);
  await swarm.report();
  const before = ticksOf(await engine.metrics());
  const startedMs = clock.monotonicMs();
  await pause(scheduler, durationMs);
  const ticks = ticksOf(await engine.metrics()) - before;
  const seconds = (clock.monotonicMs() - startedMs) / 1_000;
  const seen = await swarm.report();
  swarm.close();
  await engine.kill();
  return {
    askedPerSecond: Math.round(askedPerSecond),
    ticksPerSecond: Math.round(ticks / seconds),
    marketLagMs: Math.round(quantile(seen.marketLagsMs, 0.99)),
    consoleGapMs: Math.round(seen.longestGapMs),
    seconds: rounded(seconds),
  };
}

const isSustained = ({ marketLagMs, consoleGapMs }: Round): boolean =>
  marketLagMs <= MAX_LAG_MS && consoleGapMs <= MAX_GAP_MS;

/** First more than it can take, to learn what it takes; then downwards until nothing falls behind. */
async function run(context: BenchContext): Promise<Figure> {
  const durationMs = context.isQuick ? 8_000 : 30_000;
  const flooded = await runRound(context, MOST_TICKS_PER_SECOND, 8_000);
  const rounds: Round[] = [];
  let asked = isSustained(flooded) ? MOST_TICKS_PER_SECOND : flooded.ticksPerSecond;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const round = await runRound(context, asked, durationMs);
    rounds.push(round);
    if (isSustained(round)) {
      return {
        value: round.ticksPerSecond,
        details: { n: rounds.length, durationMs, flooded, rounds },
      };
    }
    asked *= STEP_DOWN;
  }
  return {
    value: null,
    reason: `fell behind at ${Math.round(asked / STEP_DOWN)} ticks/s and above`,
    details: { n: rounds.length, durationMs, flooded, rounds },
  };
}

/** Ticks a second an engine takes, recording on and a console attached, without what it shows growing old. */
export const maxTicks: Measure = {
  name: 'engine.max_ticks_per_s',
  unit: 'ticks/s',
  goal: { reach: 50_000, direction: 'at_least' },
  run,
};
