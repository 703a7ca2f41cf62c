import { startLoadedEngine } from '../busy-engine.ts';
import type { BenchContext, Figure, Measure } from '../measure.ts';
import { notMeasured } from '../measure.ts';
import { histogramGain, quantileEdge, ticksOf } from '../metrics-text.ts';
import { pause } from '../pause.ts';
import { rounded } from '../../../verify/statistics.ts';

const TICKS_PER_SECOND = 5_000;
const LEAST_SHARE = 0.9;
const WARM_UP_MS = 8_000;
const FEWEST_ORDERS = 100;
const HISTOGRAM = 'quarterdeck_tick_to_order_ms';

async function run(context: BenchContext): Promise<Figure> {
  const { clock, scheduler } = context.ports;
  const engine = await startLoadedEngine(context, {
    ticksPerSecond: TICKS_PER_SECOND,
    isBusy: true,
  });
  await pause(scheduler, WARM_UP_MS);
  const before = await engine.metrics();
  const startedMs = clock.monotonicMs();
  await pause(scheduler, context.isQuick ? 10_000 : 60_000);
  const after = await engine.metrics();
  const seconds = (clock.monotonicMs() - startedMs) / 1_000;
  await engine.stop();
  const ticksPerSecond = (ticksOf(after) - ticksOf(before)) / seconds;
  if (ticksPerSecond < LEAST_SHARE * TICKS_PER_SECOND) {
    return notMeasured(`only ${Math.round(ticksPerSecond)} ticks/s came`);
  }
  const buckets = histogramGain(HISTOGRAM, before, after);
  const orders = buckets.reduce((sum, { count }) => sum + count, 0);
  if (orders < FEWEST_ORDERS) return notMeasured(`only ${orders} orders left: too few for a p99`);
  const sum = (after.get(`${HISTOGRAM}_sum`) ?? 0) - (before.get(`${HISTOGRAM}_sum`) ?? 0);
  return {
    value: quantileEdge(buckets, 0.99),
    details: {
      n: orders,
      meanMs: rounded(sum / orders),
      medianAtMost: quantileEdge(buckets, 0.5),
      p999AtMost: quantileEdge(buckets, 0.999),
      buckets: buckets
        .filter(({ count }) => count > 0)
        .map(({ le, count }) => ({ le: String(le), count })),
      valueIs: 'upper edge of the bucket that holds the p99',
      ticksPerSecond: rounded(ticksPerSecond),
    },
  };
}

/** The engine's own histogram: from taking up an event to handing its order over, journal and tables on disk between. */
export const tickToOrder: Measure = {
  name: 'tick.to_order_ms',
  unit: 'ms, p99',
  goal: { reach: 2, direction: 'at_most' },
  run,
};
