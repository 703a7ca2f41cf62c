import { asPrice, type Price } from '../../kernel/decimal.ts';
import { quoteAround } from '../candle-quotes.ts';

/** Points that stand for one bar: open, the adverse extreme, the other extreme, close. */
export const BAR_POINTS = 4;

/** Bid and ask at each point, whole units of 1e-8. */
export interface PathPrices {
  readonly bids: Float64Array;
  readonly asks: Float64Array;
}

export interface SpreadRule {
  readonly tickSize: Price;
  readonly spreadBps: number;
}

/** Puts the configured spread around a price and keeps to the tick grid, as `candleQuotes` does. */
export interface SpreadMaker {
  put(mid: number, into: PathPrices, point: number): void;
}

/** Nearer than this to the next tick, in ticks, exact arithmetic decides; rounding in float64 is far smaller. */
const DOUBT = 1e-4;

/** How far the bid is below the price in whole ticks; undefined where floats cannot tell for sure. */
function floorTicks(price: number, tick: number): number | undefined {
  const ticks = price / tick;
  const whole = Math.floor(ticks);
  const rest = ticks - whole;
  return rest > DOUBT && rest < 1 - DOUBT ? whole : undefined;
}

function putExactly(rule: SpreadRule, mid: number, to: { into: PathPrices; point: number }): void {
  const { bid, ask } = quoteAround(asPrice(BigInt(mid)), rule);
  to.into.bids[to.point] = Number(bid);
  to.into.asks[to.point] = Number(ask);
}

/** Exact to the last unit: where half a spread ends close to a tick, the slow and exact way is taken. */
export function createSpreadMaker(rule: SpreadRule): SpreadMaker {
  const tick = Number(rule.tickSize);
  const halfShare = rule.spreadBps / 20_000;
  // Half a unit is what rounding the half spread to whole units may move; it must be small against a tick.
  const isCoarse = tick >= 1e5;
  return {
    put: (mid, into, point) => {
      // Whole ticks by multiplication: a remainder of floats costs more than all the rest here.
      if (halfShare === 0 && Math.floor(mid / tick) * tick === mid) {
        into.bids[point] = mid;
        into.asks[point] = mid + tick;
        return;
      }
      const half = mid * halfShare;
      const below = isCoarse ? floorTicks(mid - half, tick) : undefined;
      const above = isCoarse ? floorTicks(mid + half, tick) : undefined;
      if (below === undefined || above === undefined || below < 1) {
        putExactly(rule, mid, { into, point });
        return;
      }
      into.bids[point] = below * tick;
      into.asks[point] = (above + 1) * tick;
    },
  };
}
