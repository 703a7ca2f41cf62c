import type { DecisionCostDay } from '@quarterdeck/core/contract/agent/decision-list.schema';

const DAY = 86_400_000;

export interface CostRows {
  readonly cost: readonly { readonly tsDay: number; readonly value: number | null }[];
  readonly bps: readonly { readonly tsDay: number; readonly value: number | null }[];
  /** US dollars, and the same over all that was traded; null without a fill. */
  readonly total: number;
  readonly totalBps: number | null;
  readonly decisions: number;
}

/** Every day from the first to the last, the empty ones too: a gap must look like one. */
export function toCostRows(days: readonly DecisionCostDay[]): CostRows {
  const byDay = new Map(days.map((day) => [day.tsDay, day]));
  const [first, last] = [days[0]?.tsDay ?? 0, days.at(-1)?.tsDay ?? -DAY];
  const all = Array.from({ length: Math.round((last - first) / DAY) + 1 }, (_, at) => {
    const tsDay = first + at * DAY;
    return { tsDay, day: byDay.get(tsDay) };
  });
  const total = days.reduce((sum, { cost }) => sum + Number(cost), 0);
  const traded = days.reduce((sum, { tradedNotional }) => sum + Number(tradedNotional), 0);
  return {
    cost: all.map(({ tsDay, day }) => ({ tsDay, value: day ? Number(day.cost) : 0 })),
    bps: all.map(({ tsDay, day }) => ({ tsDay, value: day?.costBps ?? null })),
    total,
    totalBps: traded === 0 ? null : (total / traded) * 10_000,
    decisions: days.reduce((sum, day) => sum + day.decisions, 0),
  };
}
