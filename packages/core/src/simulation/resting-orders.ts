import { asQty, floorToStep, ZERO_QTY, type Price, type Qty } from '../kernel/decimal.ts';
import type { Trade } from '../model/tick.ts';
import type { BookOrder, LiveOrders } from './book-state.ts';
import { ladderFor, noteTaken, planTake, SHOWN_LEVEL_ONLY } from './ladder.ts';
import { crossesTouch, type MatchPoint } from './match-market.ts';
import { fillableQty } from './reduce-only.ts';
import { executeFill } from './scribe.ts';

const smaller = (left: Qty, right: Qty): Qty => (left < right ? left : right);

/** Our resting order trades at its own price: the others came to it. */
function fillResting(point: MatchPoint, order: BookOrder, qty: Qty): void {
  const { price } = order;
  if (price === undefined || qty <= 0n) return;
  executeFill(point.scribe, order, { price, qty, liquidity: 'maker', ts: point.ts });
}

/** Whoever now shows at or through our price must have met us first; their shown size bounds the fill. */
function fillCrossed(point: MatchPoint, order: BookOrder): void {
  const ladder = ladderFor(order.side, point.market, point.instrument);
  const wanted = fillableQty(point.scribe.memory.book, order);
  const plan = planTake(ladder, wanted, SHOWN_LEVEL_ONLY);
  if (plan.total === 0n) return;
  noteTaken(point.market, order.side, plan.taken);
  fillResting(point, order, plan.total);
}

/** Nobody can be ahead of us beyond what is shown at our price, and nobody at all once we are the best. */
function shrinkQueue(order: BookOrder, touch: Price, shown: Qty): void {
  const { price } = order;
  if (price === undefined) return;
  if (price === touch) {
    if (shown > 0n) {
      order.queueAhead = order.queueAhead === null ? shown : smaller(order.queueAhead, shown);
    }
  } else if ((order.side === 'buy') === price > touch) order.queueAhead = ZERO_QTY;
}

function applyQuoteTo(point: MatchPoint, orders: readonly BookOrder[]): void {
  const { bid, ask, bidQty, askQty } = point.market.quote;
  for (const order of [...orders]) {
    if (crossesTouch(order, point.market)) fillCrossed(point, order);
    else if (order.side === 'buy') shrinkQueue(order, bid, bidQty);
    else shrinkQueue(order, ask, askQty);
  }
}

export function matchRestingOnQuote(point: MatchPoint, live: LiveOrders): void {
  applyQuoteTo(point, live.buys);
  applyQuoteTo(point, live.sells);
}

/** What a trade at exactly our price leaves for us after those in front. Unknown queue: nothing. */
function passQueue(order: BookOrder, budget: Qty): Qty {
  if (order.queueAhead === null) return ZERO_QTY;
  const ahead = smaller(order.queueAhead, budget);
  order.queueAhead = asQty(order.queueAhead - ahead);
  return asQty(budget - ahead);
}

function isThrough(order: BookOrder, trade: Trade): boolean {
  if (order.price === undefined) return false;
  return order.side === 'buy' ? trade.price < order.price : trade.price > order.price;
}

/**
 * One public trade against our resting orders, best price and oldest first. Traded through: filled up to
 * the traded quantity. At our price, against our side: filled with what passes the queue in front of us.
 */
function matchTrade(point: MatchPoint, orders: readonly BookOrder[], trade: Trade): void {
  let budget = trade.qty;
  for (const order of [...orders]) {
    const through = isThrough(order, trade);
    if (!through && (order.price !== trade.price || order.side === trade.side)) break;
    const reach = through ? budget : passQueue(order, budget);
    const wanted = fillableQty(point.scribe.memory.book, order);
    const qty = floorToStep(smaller(wanted, reach), point.instrument.lotSize);
    fillResting(point, order, qty);
    budget = asQty(budget - qty);
  }
}

export function matchRestingOnTrade(point: MatchPoint, live: LiveOrders, trade: Trade): void {
  matchTrade(point, live.buys, trade);
  matchTrade(point, live.sells, trade);
}
