import { writeBenchConfig } from '../bench-config.ts';
import { EngineChild } from '../engine-child.ts';
import { openLoopbackModel } from '../loopback-model.ts';
import { notMeasured, type BenchContext, type Figure, type Measure } from '../measure.ts';
import { histogramGain, quantileEdge, type Bucket } from '../metrics-text.ts';
import { pause } from '../pause.ts';

const EVENTS_PER_SECOND = 500;
/** Figures have to be warm and the program compiled before what is measured says something about a day. */
const WARM_UP_MS = 45_000;
const FEWEST = 50;
const ASKED = 'quarterdeck_gate_to_request_ms';
const ORDERED = 'quarterdeck_answer_to_order_ms';

type Samples = ReadonlyMap<string, number>;

async function watch(context: BenchContext): Promise<readonly [before: Samples, after: Samples]> {
  const { scheduler, randomId } = context.ports;
  const model = await openLoopbackModel();
  const folder = context.workspace.makeFolder();
  const configFile = writeBenchConfig({
    folder,
    eventsPerSecond: EVENTS_PER_SECOND,
    isAgent: true,
  });
  const environment = { ANTHROPIC_API_KEY: randomId(16), ANTHROPIC_BASE_URL: model.url };
  try {
    const engine = await EngineChild.start({ context, configFile, home: folder, environment });
    await pause(scheduler, WARM_UP_MS);
    const before = await engine.metrics();
    await pause(scheduler, context.isQuick ? 60_000 : 240_000);
    const after = await engine.metrics();
    await engine.stop();
    return [before, after];
  } finally {
    await model.close();
  }
}

const describe = (buckets: readonly Bucket[]) => ({
  n: buckets.reduce((sum, { count }) => sum + count, 0),
  medianAtMost: quantileEdge(buckets, 0.5),
  p99AtMost: quantileEdge(buckets, 0.99),
});

async function run(context: BenchContext): Promise<Figure> {
  const [before, after] = await watch(context);
  const asked = describe(histogramGain(ASKED, before, after));
  const ordered = describe(histogramGain(ORDERED, before, after));
  if (asked.n < FEWEST) return notMeasured(`only ${asked.n} questions left: too few for a p99`);
  if (ordered.n < FEWEST) return notMeasured(`only ${ordered.n} orders left: too few for a p99`);
  return {
    value: Math.max(asked.p99AtMost, ordered.p99AtMost),
    details: {
      gateToRequest: asked,
      answerToOrder: ordered,
      valueIs: 'upper edge of the bucket that holds the p99, the slower of the two',
    },
  };
}

/** Our own share of a decision: the gate opens until the question is on the wire, and the answer is there until its order has left. */
export const agentOverhead: Measure = {
  name: 'agent.overhead_ms',
  unit: 'ms, p99',
  goal: { reach: 5, direction: 'at_most' },
  run,
};
