import {
  asPrice,
  asQty,
  ceilToTick,
  floorToTick,
  type Price,
  type Qty,
} from '../kernel/decimal.ts';
import type { EpochMs } from '../kernel/clock.ts';
import type { Instrument } from '../model/instrument.ts';
import type { BookOrder } from './book-state.ts';
import { ladderFor, MARKET_ORDER_LEVELS, noteTaken, planTake, SHOWN_LEVEL_ONLY } from './ladder.ts';
import { fillableQty } from './reduce-only.ts';
import { executeFill, expireOrder, type Scribe } from './scribe.ts';
import type { Market } from './venue-memory.ts';

/** Where an order meets the market: one symbol at one moment. */
export interface MatchPoint {
  readonly scribe: Scribe;
  readonly instrument: Instrument;
  readonly market: Market;
  readonly ts: EpochMs;
}

/** True when a limit order would trade at once. */
export function crossesTouch(order: BookOrder, market: Market): boolean {
  if (order.price === undefined) return true;
  const { bid, ask } = market.quote;
  return order.side === 'buy' ? order.price >= ask : order.price <= bid;
}

function wantedQty(point: MatchPoint, order: BookOrder): Qty {
  return fillableQty(point.scribe.memory.book, order);
}

const BPS_UNIT = 10_000n * 10n ** 8n;

/** A taker's price moved against it by the configured share, onto the tick grid, never beyond its own limit. */
function slipped({ scribe, instrument }: MatchPoint, order: BookOrder, at: Price): Price {
  const { slippageBpsScaled } = scribe;
  if (slippageBpsScaled === 0n) return at;
  const { tickSize } = instrument;
  const move = (at * slippageBpsScaled) / BPS_UNIT;
  const limit = order.type === 'limit' ? order.price : undefined;
  if (order.side === 'buy') {
    const worse = ceilToTick(asPrice(at + move), tickSize);
    return limit !== undefined && worse > limit ? limit : worse;
  }
  const worse = floorToTick(asPrice(at - move), tickSize);
  if (limit !== undefined && worse < limit) return limit;
  return worse > 0n ? worse : tickSize;
}

/** Takes what the market shows. A fill-or-kill order that cannot have all of it takes nothing. */
function take(point: MatchPoint, order: BookOrder, levels: number): void {
  const { scribe, instrument, market, ts } = point;
  const wanted = wantedQty(point, order);
  const plan = planTake(ladderFor(order.side, market, instrument), wanted, levels);
  if (order.timeInForce === 'fok' && plan.total < order.qty) return;
  if (plan.total > 0n) noteTaken(market, order.side, plan.taken);
  for (const { price, qty } of plan.takes) {
    if (qty === 0n) continue;
    executeFill(scribe, order, {
      price: slipped(point, order, price),
      qty,
      liquidity: 'taker',
      ts,
    });
  }
}

/** A market order, or a stop that has become one: walks the ladder, and what is left expires. */
export function matchMarketOrder(point: MatchPoint, order: BookOrder): void {
  take(point, order, MARKET_ORDER_LEVELS);
  if (order.status === 'open') expireOrder(point.scribe, order, point.ts);
}

/** Shown quantity in front of a new order at its price; null below the touch, where nothing is shown. */
function queueAheadOf(order: BookOrder, market: Market): Qty | null {
  const { bid, ask, bidQty, askQty } = market.quote;
  const touch = order.side === 'buy' ? bid : ask;
  const shown = order.side === 'buy' ? bidQty : askQty;
  if (order.price === touch) return shown === 0n ? null : shown;
  const isBetter = order.price !== undefined && (order.side === 'buy') === order.price > touch;
  return isBetter ? asQty(0n) : null;
}

/** A new limit order: takes the shown level at its price or better, then rests, or expires if it may not. */
export function matchLimitOrder(point: MatchPoint, order: BookOrder): void {
  if (crossesTouch(order, point.market)) take(point, order, SHOWN_LEVEL_ONLY);
  if (order.status !== 'open') return;
  if (order.timeInForce === 'gtc') order.queueAhead = queueAheadOf(order, point.market);
  else expireOrder(point.scribe, order, point.ts);
}
