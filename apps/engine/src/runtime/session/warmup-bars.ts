import type { StrategySetup } from '@quarterdeck/core/desk-contract';

/** Of each timeframe, the most bars that a strategy wants behind it: what a start reads and the brains go through. */
export function warmupBarsOf(strategies: readonly StrategySetup[]): ReadonlyMap<number, number> {
  const wanted = new Map<number, number>();
  for (const { strategy } of strategies) {
    for (const timeframeMs of strategy.timeframesMs) {
      wanted.set(timeframeMs, Math.max(strategy.warmupBars, wanted.get(timeframeMs) ?? 0));
    }
  }
  return wanted;
}
