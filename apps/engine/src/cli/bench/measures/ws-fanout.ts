import { startLoadedEngine } from '../busy-engine.ts';
import { ConsoleSwarm } from '../console-swarm.ts';
import type { BenchContext, Figure, Measure } from '../measure.ts';
import { notMeasured } from '../measure.ts';
import { pause } from '../pause.ts';
import { quantile, rounded, spreadOf } from '../../../verify/statistics.ts';

const CONSOLES = 50;
const TICKS_PER_SECOND = 1_000;
const WARM_UP_MS = 3_000;

async function run(context: BenchContext): Promise<Figure> {
  const { scheduler } = context.ports;
  const engine = await startLoadedEngine(context, {
    ticksPerSecond: TICKS_PER_SECOND,
    isBusy: false,
  });
  const swarm = await ConsoleSwarm.attach(context, engine, CONSOLES);
  await pause(scheduler, WARM_UP_MS);
  await swarm.report();
  await pause(scheduler, context.isQuick ? 8_000 : 30_000);
  const seen = await swarm.report();
  swarm.close();
  await engine.stop();
  if (seen.dropped > 0) return notMeasured(`${seen.dropped} of ${CONSOLES} consoles were dropped`);
  if (seen.delaysMs.length < CONSOLES) return notMeasured('hardly a delta arrived');
  return {
    value: rounded(quantile(seen.delaysMs, 0.99)),
    details: {
      ...spreadOf(seen.delaysMs),
      consoles: seen.attached,
      messages: seen.messages,
      meanBytes: Math.round(seen.bytes / seen.messages),
      ticksPerSecond: TICKS_PER_SECOND,
    },
  };
}

/** From the server's time in a delta to its arrival at each of fifty sockets of another process. */
export const wsFanout: Measure = {
  name: 'ws.fanout_ms',
  unit: 'ms, p99',
  goal: { reach: 150, direction: 'at_most' },
  run,
};
