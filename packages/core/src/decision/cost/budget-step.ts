import type { BudgetConfig } from '../../contract/agent/config/model.schema.ts';

/** From the best to none at all; the cheaper models lie between the first two. */
export const BUDGET_MODES = ['normal', 'cheaper', 'wider_gate', 'rules_only'] as const;
export type BudgetMode = (typeof BUDGET_MODES)[number];

/** One stage of the ladder. `index` 0 is the primary model. */
export interface BudgetStep {
  readonly index: number;
  readonly mode: BudgetMode;
  /** The best model this step may ask; null: rules only. */
  readonly model: string | null;
  /** Share of the day's budget, in percent, at which the step begins. */
  readonly fromPct: number;
}

/** Cheaper models share the way from `cheaper_at_pct` to `wider_gate_at_pct` evenly. */
export function buildBudgetSteps(
  models: readonly string[],
  config: Pick<BudgetConfig, 'cheaper_at_pct' | 'wider_gate_at_pct' | 'rules_only_at_pct'>,
): readonly BudgetStep[] {
  const [primary, ...cheaper] = models;
  if (primary === undefined) throw new RangeError('a budget needs a primary model');
  const width = (config.wider_gate_at_pct - config.cheaper_at_pct) / Math.max(1, cheaper.length);
  const last = cheaper.at(-1) ?? primary;
  const stages: Omit<BudgetStep, 'index'>[] = [
    { mode: 'normal', model: primary, fromPct: 0 },
    ...cheaper.map((model, at) => ({
      mode: 'cheaper' as const,
      model,
      fromPct: config.cheaper_at_pct + at * width,
    })),
    { mode: 'wider_gate', model: last, fromPct: config.wider_gate_at_pct },
    { mode: 'rules_only', model: null, fromPct: config.rules_only_at_pct },
  ];
  return stages.map((stage, index) => ({ index, ...stage }));
}

/**
 * Where the ladder stands at `usedPct`, coming from `previous`. Down at once; up only by as many steps as
 * the share has fallen `hysteresisPct` below, so that a sum around a threshold does not flap.
 */
export function stepAt(
  steps: readonly BudgetStep[],
  at: { readonly usedPct: number; readonly previous: number; readonly hysteresisPct: number },
): number {
  let index = 0;
  for (const step of steps) {
    if (step.index === 0) continue;
    const isHeld = step.index <= at.previous;
    const threshold = isHeld ? step.fromPct - at.hysteresisPct : step.fromPct;
    if (at.usedPct >= threshold && at.usedPct > 0) index = step.index;
  }
  return index;
}
