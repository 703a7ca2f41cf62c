import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { regimesConfigSchema } from '@quarterdeck/core/contract/agent/config/regimes.schema';
import { DAY_MS } from '@quarterdeck/core/kernel/clock';
import { createRng } from '@quarterdeck/core/kernel/rng';
import { describeRefusal } from '@quarterdeck/core/kernel/verdict';
import { dailyReturns, type DailyClose } from '@quarterdeck/core/market/regimes/daily-returns';
import { createRegimeFitter } from '../../../runtime/regimes/regime-fitter.ts';
import { projectRoot } from '../../../runtime/start/project-paths.ts';
import type { CliPorts } from '../../cli-ports.ts';
import type { BenchContext, Figure, Measure } from '../measure.ts';
import { notMeasured } from '../measure.ts';
import { pause } from '../pause.ts';
import { median, quantile, rounded, spreadOf } from '../../../verify/statistics.ts';

const RECORDED = path.join(
  projectRoot,
  '../shared/data/candles/binance_BTCUSDT_1d_20170818_20240420.csv.gz',
);
const CLOSES = 2_438;
const SEED = 17;
const TS_FIRST = Date.UTC(2017, 7, 18);
const PROBE_MS = 2;
const IDLE_MS = 300;

/** Blocks of calm and wild days, for where the recorded ones are absent. */
function generateCloses(): DailyClose[] {
  const rng = createRng(SEED);
  let close = 4_000;
  return Array.from({ length: CLOSES }, (_, day) => {
    close *= Math.exp((Math.floor(day / 40) % 3 === 0 ? 0.05 : 0.015) * rng.gaussian());
    return { tsOpen: TS_FIRST + day * DAY_MS, close };
  });
}

function readCloses(): DailyClose[] {
  const [, ...lines] = gunzipSync(readFileSync(RECORDED)).toString('utf8').trimEnd().split('\n');
  return lines.map((line) => {
    const cells = line.split(',');
    return { tsOpen: Number(cells[0]), close: Number(cells[4]) };
  });
}

/** How late a timer of this thread fires while something is waited for: what a tick would wait. */
async function watchDelay<TAnswer>(
  { clock, scheduler }: CliPorts,
  { into, wait }: { readonly into: number[]; readonly wait: () => Promise<TAnswer> },
): Promise<TAnswer> {
  let beforeMs = clock.monotonicMs();
  const timer = scheduler.every(PROBE_MS, () => {
    const nowMs = clock.monotonicMs();
    into.push(Math.max(0, nowMs - beforeMs - PROBE_MS));
    beforeMs = nowMs;
  });
  try {
    return await wait();
  } finally {
    timer.cancel();
  }
}

function describeDelay(delays: readonly number[]) {
  const at = (share: number) => rounded(quantile(delays, share));
  return { probes: delays.length, p50: at(0.5), p99: at(0.99), max: at(1) };
}

async function run({ ports, isQuick }: BenchContext): Promise<Figure> {
  const isRecorded = existsSync(RECORDED);
  const closes = isRecorded ? readCloses() : generateCloses();
  const returns = dailyReturns(closes, { now: Number.MAX_SAFE_INTEGER, keep: 'all' });
  if (!returns.ok) return notMeasured(describeRefusal(returns));
  const { clock, scheduler } = ports;
  const { hmm } = regimesConfigSchema.parse({});
  const fitter = createRegimeFitter({ scheduler, timeoutMs: hmm.fit_timeout_ms });
  const task = { returns: returns.value.values, options: hmm };
  const samples = { fitMs: [] as number[], startMs: [] as number[] };
  const delays = { idle: [] as number[], fitting: [] as number[] };
  let iterations = 0;
  for (let repeat = 0; repeat < (isQuick ? 5 : 20); repeat += 1) {
    // In turns, so that what else the machine does weighs on both alike.
    await watchDelay(ports, { into: delays.idle, wait: () => pause(scheduler, IDLE_MS) });
    const startedMs = clock.monotonicMs();
    const running = fitter.start(task);
    samples.startMs.push(clock.monotonicMs() - startedMs);
    const fit = await watchDelay(ports, { into: delays.fitting, wait: () => running.done });
    if (!fit.ok) return notMeasured(describeRefusal(fit));
    samples.fitMs.push(clock.monotonicMs() - startedMs);
    iterations = fit.value.iterations;
  }
  const { fitMs, startMs } = samples;
  const details = {
    ...spreadOf(fitMs),
    p95: rounded(quantile(fitMs, 0.95)),
    closes: closes.length,
    data: isRecorded ? 'recorded' : 'generated',
    iterations,
    startBlocksMs: spreadOf(startMs),
    loopDelayMs: { idle: describeDelay(delays.idle), fitting: describeDelay(delays.fitting) },
  };
  return { value: rounded(median(fitMs)), details };
}

/** From asking for a fit to having it: start of the thread, five starts of Baum-Welch, the answer. */
export const hmmFit: Measure = {
  name: 'hmm.fit_ms',
  unit: 'ms',
  goal: { reach: 500, direction: 'at_most' },
  run,
};
