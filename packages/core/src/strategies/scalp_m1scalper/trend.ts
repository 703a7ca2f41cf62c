import { createAtr } from '../indicators/atr.ts';
import { createEma } from '../indicators/ema.ts';
import type { MinuteBar } from './minute-bar.ts';
import type { Params } from './params.ts';

/** 1 rises, -1 falls, 0 neither. */
export type Direction = 1 | -1 | 0;

/** Three averages and the ATR after the newest bar; one object, changed in place. */
export interface Trend {
  add(bar: MinuteBar): void;
  /** 0 also while the averages are young. */
  direction: Direction;
  fast: number;
  slow: number;
  long: number;
  atr: number;
}

type TrendParams = Pick<
  Params,
  'fast_ema' | 'slow_ema' | 'long_ema' | 'atr_interval' | 'min_trend_atr'
>;

/**
 * Rising: fast above slow by `min_trend_atr`, slow above long, and the close above long, which is to say that the
 * long average itself rises. Falling mirrors it.
 */
export function createTrend(params: TrendParams): Trend {
  const fast = createEma(params.fast_ema);
  const slow = createEma(params.slow_ema);
  const long = createEma(params.long_ema);
  const atr = createAtr(params.atr_interval);
  const directionOf = (close: number): Direction => {
    const gap = params.min_trend_atr * trend.atr;
    if (trend.fast - trend.slow >= gap && trend.slow > trend.long && close > trend.long) return 1;
    if (trend.slow - trend.fast >= gap && trend.slow < trend.long && close < trend.long) return -1;
    return 0;
  };
  const trend: Trend = {
    direction: 0,
    fast: Number.NaN,
    slow: Number.NaN,
    long: Number.NaN,
    atr: Number.NaN,
    add: (bar) => {
      trend.fast = fast.add(bar.close);
      trend.slow = slow.add(bar.close);
      trend.long = long.add(bar.close);
      trend.atr = atr.add(bar);
      trend.direction = long.isStable() ? directionOf(bar.close) : 0;
    },
  };
  return trend;
}
