import { Findings } from '../../../verify/findings.ts';
import { climbStage } from '../../../verify/load/climb-stage.ts';
import { loadStage } from '../../../verify/load/load-stage.ts';
import { STANDING_SEED } from '../../../verify/proof-request.ts';
import type { Stage } from '../../../verify/stage.ts';
import { notMeasured, type BenchContext, type Figure, type Measure } from '../measure.ts';

interface VerifyMeasure extends Pick<Measure, 'name' | 'unit' | 'goal'> {
  readonly stage: Stage;
  /** Needs the longer run also for a look: with one number of symbols nothing grows. */
  readonly isLong?: boolean;
}

/** The figures of the proof, by its own stages: `verify` and `bench` cannot come to different ones. */
const ALL: readonly VerifyMeasure[] = [
  {
    name: 'verify.trades_per_s',
    unit: 'trades/s',
    goal: { reach: 5_000, direction: 'at_least' },
    stage: loadStage,
  },
  {
    name: 'verify.pnl_error',
    unit: 'USD',
    goal: { reach: 0, direction: 'at_most' },
    stage: loadStage,
  },
  {
    name: 'verify.symbol_latency_ms',
    unit: 'ms',
    goal: { reach: 5, direction: 'at_most' },
    stage: climbStage,
  },
  {
    name: 'verify.cost_growth',
    unit: 'x from 3 to 200 symbols',
    goal: { reach: 1.5, direction: 'at_most' },
    stage: loadStage,
    isLong: true,
  },
];

async function measure(wanted: VerifyMeasure, context: BenchContext): Promise<Figure> {
  const { ports, isQuick, workspace } = context;
  const result = await wanted.stage.run({
    kind: isQuick && wanted.isLong !== true ? 'quick' : 'full',
    seed: STANDING_SEED,
    defect: undefined,
    folder: workspace.makeFolder(),
    recordedFolder: undefined,
    clock: ports.clock,
    scheduler: ports.scheduler,
    findings: new Findings(),
    signal: new AbortController().signal,
  });
  const found = result.measures?.find(({ name }) => name === wanted.name);
  if (found === undefined) return notMeasured('the stage did not come to it');
  const { value, details, reason } = found;
  return { value, details, ...(reason !== undefined && { reason }) };
}

export const verifyMeasures: readonly Measure[] = ALL.map((wanted) => ({
  name: wanted.name,
  unit: wanted.unit,
  ...(wanted.goal !== undefined && { goal: wanted.goal }),
  run: (context) => measure(wanted, context),
}));
