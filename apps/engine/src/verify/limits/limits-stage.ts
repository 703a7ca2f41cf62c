import type { Stage, StageContext, StageResult } from '../stage.ts';
import { drillBreakerSteps } from './drill-breaker-steps.ts';
import { drillExposure } from './drill-exposure.ts';
import { drillBreaker, drillDailyLoss } from './drill-losses.ts';
import { drillRate, drillRepeats } from './drill-rate.ts';

/** Quotes of each symbol, by drill. */
const TICKS = {
  quick: { exposure: 150, losses: 80, rate: 80, repeats: 30 },
  full: { exposure: 2_000, losses: 400, rate: 600, repeats: 100 },
  soak: { exposure: 150, losses: 80, rate: 80, repeats: 30 },
} as const;

/** Part 4 of the proof: limits that bind, held against figures worked out by another way after every event. */
export const limitsStage: Stage = {
  name: 'limits',
  title: 'Exposure, breaker, loss of the day and rates at limits that bind, and after restarts',
  decides: [
    'limits.symbol_exposure',
    'limits.total_exposure',
    'limits.breaker',
    'limits.daily_loss',
    'limits.order_rate',
    'limits.persist',
    'parity.replay',
  ],
  run: runLimits,
};

type Figures = Readonly<Record<string, number>>;

async function runLimits(context: StageContext): Promise<StageResult> {
  const ticks = TICKS[context.kind];
  const drills: readonly (readonly [string, () => Promise<Figures>])[] = [
    ['exposure', () => drillExposure(context, ticks.exposure)],
    ['breaker_steps', () => drillBreakerSteps(context)],
    ['breaker', () => drillBreaker(context, ticks.losses)],
    ['daily_loss', () => drillDailyLoss(context, ticks.losses)],
    ['rate', () => drillRate(context, ticks.rate)],
    ['repeats', () => drillRepeats(context, ticks.repeats)],
  ];
  const counts: Record<string, number> = {};
  for (const [name, drill] of drills) {
    if (context.signal.aborted) break;
    for (const [figure, count] of Object.entries(await drill()))
      counts[`${name}_${figure}`] = count;
  }
  return { counts };
}
