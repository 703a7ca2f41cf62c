import { createEma } from '../indicators/ema.ts';
import type { Params } from './params.ts';

/** Where the market is going, by two averages of the close. */
export interface Trend {
  add(close: number): void;
  /** Fast minus slow average, price units; NaN until the slow one has seen its bars. */
  lead(): number;
}

export function createTrend({
  trend_fast,
  trend_slow,
}: Pick<Params, 'trend_fast' | 'trend_slow'>): Trend {
  const fast = createEma(trend_fast);
  const slow = createEma(trend_slow);
  let lead = Number.NaN;
  return {
    add: (close) => {
      const difference = fast.add(close) - slow.add(close);
      if (slow.isStable()) lead = difference;
    },
    lead: () => lead,
  };
}
