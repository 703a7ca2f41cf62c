import type { MinuteBar } from './minute-bar.ts';
import type { Params } from './params.ts';
import type { Direction, Trend } from './trend.ts';

/** The trend goes on after a rest. */
export interface Resumption {
  readonly direction: 1 | -1;
  /** How far the close left the bar before it behind, in ATR. */
  readonly thrustAtr: number;
  /** Bars since the price last touched the fast average. */
  readonly barsSinceTouch: number;
}

export interface PullbackFinder {
  /** Adds a bar whose averages stand in `trend` already. */
  add(bar: MinuteBar, trend: Trend): Resumption | undefined;
}

type PullbackParams = Pick<Params, 'leg_atr' | 'pullback_atr' | 'max_pullback_bars'>;

interface Memory {
  readonly params: PullbackParams;
  direction: Direction;
  /** `trend`: waits for a leg; `leg`: waits for the touch; `touched`: waits for the resumption. */
  stage: 'trend' | 'leg' | 'touched';
  barsSinceTouch: number;
  /** High of the bar before in a rise, low turned over in a fall. */
  edgeBefore: number;
}

/** What a bar is in the direction of its trend: prices of a fall are turned over, so that further is always more. */
interface Turned {
  readonly edge: number;
  readonly depth: number;
  readonly close: number;
  readonly fast: number;
  readonly slow: number;
  readonly atr: number;
}

function turnBar(bar: MinuteBar, trend: Trend, direction: 1 | -1): Turned {
  return {
    edge: direction === 1 ? bar.high : -bar.low,
    depth: direction === 1 ? bar.low : -bar.high,
    close: direction * bar.close,
    fast: direction * trend.fast,
    slow: direction * trend.slow,
    atr: trend.atr,
  };
}

const isResumed = (memory: Memory, { close, fast }: Turned): boolean =>
  memory.stage === 'touched' && close > memory.edgeBefore && close > fast;

function advance(memory: Memory, bar: Turned): void {
  const { params } = memory;
  const isTouching = bar.depth <= bar.fast + params.pullback_atr * bar.atr;
  if (bar.close < bar.slow) memory.stage = 'trend';
  else if (memory.stage !== 'trend' && isTouching) {
    memory.stage = 'touched';
    memory.barsSinceTouch = 0;
  } else if (memory.stage === 'touched' && memory.barsSinceTouch >= params.max_pullback_bars) {
    memory.stage = 'trend';
  }
  if (bar.close >= bar.fast + params.leg_atr * bar.atr && memory.stage === 'trend') {
    memory.stage = 'leg';
  }
}

function follow(memory: Memory, bar: Turned, direction: 1 | -1): Resumption | undefined {
  memory.barsSinceTouch += 1;
  const { barsSinceTouch, edgeBefore } = memory;
  const hasResumed = isResumed(memory, bar);
  // Each leg is good for one pullback: the next one needs a leg of its own.
  if (hasResumed) memory.stage = 'trend';
  advance(memory, bar);
  memory.edgeBefore = bar.edge;
  if (!hasResumed) return undefined;
  return { direction, thrustAtr: (bar.close - edgeBefore) / bar.atr, barsSinceTouch };
}

/** Leg, touch of the fast average, resumption, in that order and all in one unbroken trend. */
export function createPullbackFinder(params: PullbackParams): PullbackFinder {
  const memory: Memory = {
    params,
    direction: 0,
    stage: 'trend',
    barsSinceTouch: 0,
    edgeBefore: Number.POSITIVE_INFINITY,
  };
  return {
    add: (bar, trend) => {
      const { direction } = trend;
      if (direction !== memory.direction) {
        memory.direction = direction;
        memory.stage = 'trend';
        memory.edgeBefore = Number.POSITIVE_INFINITY;
      }
      return direction === 0
        ? undefined
        : follow(memory, turnBar(bar, trend, direction), direction);
    },
  };
}
