import { HOUR_MS } from '@quarterdeck/core/kernel/clock';
import type {
  ProofChart,
  ProofMeasure,
} from '@quarterdeck/core/contract/proof/proof-report.schema';
import type { Stage, StageContext, StageResult } from '../stage.ts';
import { runSoak, type SoakFigures } from './run-soak.ts';
import { LAST_LIFE_FROM, type SoakPlan } from './soak-session.ts';

const QUOTE_MS = 250;
const DAY_MS = 24 * HOUR_MS;

const DECIDES = [
  'soak.invariants',
  'soak.faults_met',
  'soak.venue_book',
  'soak.memory',
  'exactness.stored',
  'parity.replay',
] as const;

/** As long as was asked for. */
export const soakStage: Stage = {
  name: 'soak',
  title: 'a day of trading in a storm of faults',
  decides: DECIDES,
  run: (context) => runStage(context, { runMs: context.soakMs ?? DAY_MS, quoteMs: QUOTE_MS }),
};

/** An hour of it, in which every kind of fault comes at least once. */
export const shortSoakStage: Stage = {
  name: 'soak-hour',
  title: 'an hour of trading in a storm of faults',
  decides: DECIDES,
  run: (context) => runStage(context, { runMs: HOUR_MS, quoteMs: QUOTE_MS }),
};

async function runStage(context: StageContext, plan: SoakPlan): Promise<StageResult> {
  const figures = await runSoak(context, plan);
  const { counts, pnl } = figures;
  return { counts, pnl, measures: measuresOf(figures, plan), charts: [heapChart(figures, plan)] };
}

const shown = { reach: null, direction: null, holds: null } as const;

function measuresOf({ counts, heap, stormMs }: SoakFigures, plan: SoakPlan): ProofMeasure[] {
  const { earlyMb, lateMb } = heap.judge(LAST_LIFE_FROM);
  const events = counts['events'] ?? 0;
  const rounded = (value: number): number => Math.round(value * 10) / 10;
  return [
    {
      ...{ name: 'soak.events_per_s', value: Math.round((events / stormMs) * 1_000), unit: '1/s' },
      ...shown,
      details: { elapsedMs: Math.round(stormMs) },
    },
    {
      ...{ name: 'soak.simulated_hours', value: plan.runMs / HOUR_MS, unit: 'h' },
      ...shown,
      details: { timesRealTime: Math.round(plan.runMs / stormMs) },
    },
    {
      ...{ name: 'soak.heap_mb', value: rounded(lateMb), unit: 'MB' },
      ...shown,
      details: { early: rounded(earlyMb), late: rounded(lateMb), samples: heap.points.length },
    },
  ];
}

function heapChart({ heap }: SoakFigures, { runMs }: SoakPlan): ProofChart {
  const points = heap.points.map(([share, heapMb]): [number, number] => [
    (share * runMs) / HOUR_MS,
    heapMb,
  ]);
  return {
    name: 'soak-heap',
    title: 'what the heap held over the soak',
    xLabel: 'simulated hours',
    yLabel: 'MB',
    scale: 'linear',
    series: [{ name: 'heap', points }],
  };
}
