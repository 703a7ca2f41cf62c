import { asPrice, asQty, floorToStep, type Price, type Qty } from '../kernel/decimal.ts';
import type { Instrument } from '../model/instrument.ts';
import type { Side } from '../model/tick.ts';
import type { Market } from './venue-memory.ts';

/** Levels a market order may reach, the shown one included; what is left after them expires. */
export const MARKET_ORDER_LEVELS = 10;
/** A limit order meets the shown level only. */
export const SHOWN_LEVEL_ONLY = 1;

/**
 * What a taker can reach on one side. Only the first level is known from the quote; those behind it are
 * a pessimistic guess: each shows the same size and costs one whole spread (at least a tick) more.
 */
export interface Ladder {
  readonly best: Price;
  /** Signed distance from level to level. */
  readonly step: bigint;
  /** Per level; zero means the source names no size and the first level has no end. */
  readonly shown: Qty;
  /** Already taken from this quote by our own orders. */
  readonly taken: Qty;
  readonly lotSize: Qty;
}

export function ladderFor(takerSide: Side, market: Market, instrument: Instrument): Ladder {
  const { quote } = market;
  const { tickSize, lotSize } = instrument;
  const spread = quote.ask - quote.bid;
  const step = spread > tickSize ? spread : tickSize;
  return takerSide === 'buy'
    ? { best: quote.ask, step, shown: quote.askQty, taken: market.takenAsk, lotSize }
    : { best: quote.bid, step: -step, shown: quote.bidQty, taken: market.takenBid, lotSize };
}

export interface Take {
  readonly price: Price;
  readonly qty: Qty;
}

export interface TakePlan {
  readonly takes: readonly Take[];
  readonly total: Qty;
  /** Position in the ladder afterwards. */
  readonly taken: Qty;
}

/** Walks the ladder for at most `qty` over at most `levels` levels; whole lots only. */
export function planTake(ladder: Ladder, qty: Qty, levels: number): TakePlan {
  const { best, step, shown, lotSize } = ladder;
  if (shown === 0n) return { takes: [{ price: best, qty }], total: qty, taken: ladder.taken };
  const takes: Take[] = [];
  let left: bigint = qty;
  let position: bigint = ladder.taken;
  let level = position / shown;
  while (level < BigInt(levels) && left > 0n) {
    const price = best + step * level;
    if (price <= 0n) break;
    const levelEnd = shown * (level + 1n);
    const room = floorToStep(asQty(levelEnd - position), lotSize);
    const take = left < room ? left : room;
    if (take > 0n) takes.push({ price: asPrice(price), qty: asQty(take) });
    left -= take;
    position = left > 0n ? levelEnd : position + take;
    level += 1n;
  }
  return { takes, total: asQty(qty - left), taken: asQty(position) };
}

export function noteTaken(market: Market, takerSide: Side, taken: Qty): void {
  if (takerSide === 'buy') market.takenAsk = taken;
  else market.takenBid = taken;
}
