import { createEma } from '../indicators/ema.ts';
import type { Params } from './params.ts';

/** Where the market is going, by two averages of the close. */
export interface Trend {
  add(close: number): void;
  /** Fast minus slow average, price units; NaN until the slow one has seen its bars. */
  lead(): number;
  /** Either average, price units; NaN until the slow one has seen its bars. */
  fast(): number;
  slow(): number;
}

export function createTrend({
  trend_fast,
  trend_slow,
}: Pick<Params, 'trend_fast' | 'trend_slow'>): Trend {
  const fast = createEma(trend_fast);
  const slow = createEma(trend_slow);
  let [fastNow, slowNow] = [Number.NaN, Number.NaN];
  const whenKnown = (value: number): number => (slow.isStable() ? value : Number.NaN);
  return {
    add: (close) => {
      fastNow = fast.add(close);
      slowNow = slow.add(close);
    },
    lead: () => whenKnown(fastNow - slowNow),
    fast: () => whenKnown(fastNow),
    slow: () => whenKnown(slowNow),
  };
}
