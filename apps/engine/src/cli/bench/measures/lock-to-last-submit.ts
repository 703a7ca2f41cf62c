import { startLoadedEngine } from '../busy-engine.ts';
import type { EngineChild } from '../engine-child.ts';
import { readHandOvers, type HandOver } from '../hand-overs.ts';
import type { BenchContext, Figure, Measure } from '../measure.ts';
import { notMeasured } from '../measure.ts';
import { ticksOf } from '../metrics-text.ts';
import { pause } from '../pause.ts';
import { quantile, rounded, spreadOf } from '../../../verify/statistics.ts';

const TICKS_PER_SECOND = 5_000;
const LEAST_SHARE = 0.9;
const LATENCY_MS = 15;
/** Strategies read a market that must first have a past. */
const WARM_UP_MS = 8_000;
/** A locked engine is watched this long for an order that still leaves. */
const WATCHED_MS = 100;
/** Times are whole milliseconds, cut off: the true distance may be up to one longer. */
const CLOCK_STEP_MS = 1;

interface Trial {
  readonly tsRequest: number;
  readonly tsWatchedUntil: number;
  readonly answerMs: number;
}

async function lockOnce(
  { ports }: BenchContext,
  engine: EngineChild,
  index: number,
): Promise<Trial> {
  const { clock, scheduler } = ports;
  // Uneven, so that the locks do not fall into step with the engine's own timers.
  await pause(scheduler, 150 + ((index * 37) % 101));
  const commandId = `bench-lock-${index}`;
  const tsRequest = clock.now();
  const startedMs = clock.monotonicMs();
  await engine.mutate('ops.lock', { commandId, level: 'lock', reason: 'bench' });
  const answerMs = clock.monotonicMs() - startedMs;
  await pause(scheduler, WATCHED_MS);
  const tsWatchedUntil = clock.now();
  await engine.mutate('ops.unlock', { commandId: `bench-unlock-${index}`, reason: 'bench' });
  return { tsRequest, tsWatchedUntil, answerMs };
}

/** 0 when no entry left after the request. */
function lastSubmitMs({ tsRequest, tsWatchedUntil }: Trial, entries: readonly HandOver[]): number {
  const after = entries.filter(({ ts }) => ts >= tsRequest && ts < tsWatchedUntil);
  const last = after.at(-1);
  return last === undefined ? 0 : last.ts - tsRequest + CLOCK_STEP_MS;
}

async function runTrials(context: BenchContext, engine: EngineChild) {
  const { clock, scheduler } = context.ports;
  await pause(scheduler, WARM_UP_MS);
  const trials: Trial[] = [];
  const before = ticksOf(await engine.metrics());
  const startedMs = clock.monotonicMs();
  const count = context.isQuick ? 40 : 200;
  for (let index = 0; index < count; index += 1)
    trials.push(await lockOnce(context, engine, index));
  const seconds = (clock.monotonicMs() - startedMs) / 1_000;
  const ticksPerSecond = (ticksOf(await engine.metrics()) - before) / seconds;
  return { trials, ticksPerSecond };
}

/** Locks a busy engine again and again; what else the machine does meanwhile is the caller's. */
export async function runLocks(context: BenchContext): Promise<Figure> {
  const engine = await startLoadedEngine(context, {
    ticksPerSecond: TICKS_PER_SECOND,
    isBusy: true,
  });
  const { trials, ticksPerSecond } = await runTrials(context, engine);
  await engine.stop();
  if (ticksPerSecond < LEAST_SHARE * TICKS_PER_SECOND) {
    return notMeasured(`only ${Math.round(ticksPerSecond)} ticks/s came`);
  }
  const handOvers = readHandOvers(engine.dataFolder, LATENCY_MS);
  const entries = handOvers.filter(({ isEntry }) => isEntry);
  if (entries.length < trials.length)
    return notMeasured(
      `${entries.length} entries for ${trials.length} locks: nothing to be stopped`,
    );
  const samples = trials.map((trial) => lastSubmitMs(trial, entries));
  return {
    value: rounded(quantile(samples, 0.99)),
    details: {
      ...spreadOf(samples),
      locksWithAnEntryAfterTheRequest: samples.filter((ms) => ms > 0).length,
      answerMs: {
        ...spreadOf(trials.map(({ answerMs }) => answerMs)),
        p99: rounded(
          quantile(
            trials.map(({ answerMs }) => answerMs),
            0.99,
          ),
        ),
      },
      entriesInAll: entries.length,
      ordersInAll: handOvers.length,
      ticksPerSecond: rounded(ticksPerSecond),
    },
  };
}

/** A real engine, a lock by HTTP, and the venue's own record of the last entry handed over after it. */
export const lockToLastSubmit: Measure = {
  name: 'lock.to_last_submit_ms',
  unit: 'ms, p99',
  goal: { reach: 20, direction: 'at_most' },
  run: runLocks,
};
