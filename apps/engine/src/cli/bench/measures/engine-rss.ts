import { startLoadedEngine } from '../busy-engine.ts';
import type { BenchContext, Figure, Measure } from '../measure.ts';
import { ticksOf } from '../metrics-text.ts';
import { pause } from '../pause.ts';
import { median, rounded, slopeOf } from '../../../verify/statistics.ts';

const TICKS_PER_SECOND = 1_000;
const SAMPLE_EVERY_MS = 5_000;
const MEBIBYTE = 1_048_576;
const FULL_MINUTES = 10;
/** The heap finds its size first; what grows after this is a leak. */
const SETTLED_MINUTES = 2;
/** A collection lets the process shrink for some seconds: one sample may be any of that, a minute is not. */
const WINDOW_MINUTES = 1;
const MOST_MB = 300;
const FLAT_GROWTH = 0.1;

interface Sample {
  /** Minutes since the first sample. */
  readonly x: number;
  /** Resident, MB. */
  readonly y: number;
}

async function sampleFor(context: BenchContext, minutes: number) {
  const { clock, scheduler } = context.ports;
  const engine = await startLoadedEngine(context, {
    ticksPerSecond: TICKS_PER_SECOND,
    isBusy: false,
  });
  const samples: Sample[] = [];
  const startedMs = clock.monotonicMs();
  let ticks = 0;
  for (let elapsed = 0; elapsed < minutes;) {
    await pause(scheduler, SAMPLE_EVERY_MS);
    elapsed = (clock.monotonicMs() - startedMs) / 60_000;
    const metrics = await engine.metrics();
    samples.push({ x: elapsed, y: (metrics.get('quarterdeck_rss_bytes') ?? 0) / MEBIBYTE });
    ticks = ticksOf(metrics);
  }
  await engine.stop();
  return { samples, ticksPerSecond: rounded(ticks / (samples.at(-1)?.x ?? 1) / 60) };
}

/** Not a number when the run was shorter: JSON then has null. */
function medianFrom(samples: readonly Sample[], minutes: number): number {
  const window = samples.filter(({ x }) => x >= minutes && x < minutes + WINDOW_MINUTES);
  return window.length === 0 ? Number.NaN : median(window.map(({ y }) => y));
}

async function run(context: BenchContext): Promise<Figure> {
  const minutes = context.isQuick ? 1 : FULL_MINUTES;
  const { samples, ticksPerSecond } = await sampleFor(context, minutes);
  const last = samples.at(-1)?.y ?? Number.NaN;
  const settled = medianFrom(samples, SETTLED_MINUTES);
  const end = medianFrom(samples, (samples.at(-1)?.x ?? 0) - WINDOW_MINUTES);
  const isFlat = end <= settled * (1 + FLAT_GROWTH);
  const tail = samples.filter(({ x }) => x >= Math.min(SETTLED_MINUTES, minutes / 2));
  return {
    value: rounded(last),
    holds: context.isQuick ? null : last <= MOST_MB && isFlat,
    details: {
      n: samples.length,
      max: rounded(Math.max(...samples.map(({ y }) => y))),
      thirdMinuteMb: rounded(settled),
      lastMinuteMb: rounded(end),
      slopeMbPerMinute: rounded(slopeOf(tail)),
      isFlat: context.isQuick ? null : isFlat,
      ticksPerSecond,
      ...(context.isQuick
        ? { label: 'after 60 s, not after 10 min: says nothing about growth' }
        : {}),
    },
  };
}

/** Resident memory of an engine that has run for ten minutes, and whether it still grows. */
export const engineRss: Measure = {
  name: 'engine.rss_mb',
  unit: 'MB',
  goal: { reach: MOST_MB, direction: 'at_most' },
  run,
};
