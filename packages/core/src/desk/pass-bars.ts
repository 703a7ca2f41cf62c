import {
  asMoney,
  asPrice,
  convert,
  moneyToFloat,
  type Money,
  type Rate,
} from '../kernel/decimal.ts';
import { EXTERNAL } from '../kernel/ids.ts';
import type { QuotePath } from '../desk-contract.ts';
import { floatAsk, floatBid } from '../model/column-quote.ts';
import type { Position } from '../model/position.ts';
import type { Quote } from '../model/tick.ts';
import { averagePrice } from '../portfolio/position-book.ts';
import { shareOf } from '../risk/safety-layer.ts';
import { safetyOf, type DeskState } from './desk-state.ts';

/** Points that stand for one bar. */
const POINTS = 4;
/** Share of all sums by which nearly exact equity may be off; far above what rounding in float64 can do. */
const TOLERANCE = 1e-9;

/** A position in floats: prices are exact in them, sums of money nearly. Made anew when the position has changed. */
interface Held {
  readonly position: Position;
  readonly qty: bigint;
  readonly costQuote: bigint;
  readonly stopPrice: bigint;
  readonly isLong: boolean;
  readonly size: number;
  readonly cost: number;
  readonly stop: number;
  /** Gain over the entry price from which on the stop is pulled along. */
  readonly trailAfter: number;
  readonly entry: number;
  best: number;
  /** Account currency per quote currency, one that no quote changes; and as a float. */
  readonly rate: Rate;
  readonly floatRate: number;
  path: QuotePath | undefined;
}

export interface Passing {
  /** Whether points from `first` on would move nothing but prices. Changes nothing. */
  holds(paths: readonly QuotePath[], first: number): boolean;
  /** Takes the points over; `holds` has just said so. */
  keep(paths: readonly QuotePath[], first: number): void;
  equityAt(point: number): Money;
  readonly range: { lowest: number; highest: number };
}

function holdOf(state: DeskState, position: Position, rate: Rate): Held {
  const { qty, costQuote, stopPrice } = position;
  const entryPrice = averagePrice(costQuote, qty);
  return {
    position,
    qty,
    costQuote,
    stopPrice,
    isLong: qty > 0n,
    size: Number(qty),
    cost: Number(costQuote),
    stop: Number(stopPrice),
    trailAfter: Number(shareOf(entryPrice, safetyOf(state, position.strategyId).trailAfter)),
    entry: Number(entryPrice),
    best: Number(position.bestPrice),
    rate,
    floatRate: moneyToFloat(rate),
    path: undefined,
  };
}

const isSame = (held: Held, position: Position): boolean =>
  held.position === position &&
  held.qty === position.qty &&
  held.costQuote === position.costQuote &&
  held.stopPrice === position.stopPrice &&
  held.best === Number(position.bestPrice);

/** What a position would close on at a point of its path. */
const closeOn = ({ isLong, path }: Held, point: number): number =>
  (isLong ? path?.bids[point] : path?.asks[point]) ?? Number.NaN;

/** Neither the stop nor the trailing stop has anything to do at any of the points. */
function isSafe(held: Held, first: number): boolean {
  for (let point = first; point < POINTS; point += 1) {
    const price = closeOn(held, point);
    if (held.isLong ? price <= held.stop : price >= held.stop) return false;
    const gain = held.isLong ? price - held.entry : held.entry - price;
    if (gain >= held.trailAfter) return false;
  }
  return true;
}

function raiseBest(held: Held, first: number): void {
  let { best } = held;
  for (let point = first; point < POINTS; point += 1) {
    const price = closeOn(held, point);
    if (held.isLong ? price > best : price < best) best = price;
  }
  if (best === held.best) return;
  held.best = best;
  held.position.bestPrice = asPrice(BigInt(best));
}

const pathOf = (paths: readonly QuotePath[], position: Position): QuotePath | undefined => {
  for (const path of paths) if (path.symbol === position.symbol) return path;
  return undefined;
};

class PassingBars implements Passing {
  readonly range = { lowest: 0, highest: 0 };
  readonly #state: DeskState;
  #held: Held[] = [];

  constructor(state: DeskState) {
    this.#state = state;
  }

  holds(paths: readonly QuotePath[], first: number): boolean {
    const { market, runner } = this.#state;
    for (const { symbol } of paths) {
      if (!market.hasCandles(symbol) || runner.hearsQuotes(symbol)) return false;
    }
    if (this.#state.positions.count === 0) return true;
    return this.#refresh(paths) && this.#isQuiet(first);
  }

  keep(paths: readonly QuotePath[], first: number): void {
    const { market, rates, positions, options } = this.#state;
    for (const path of paths) {
      const quote = path.last();
      market.passQuotes(quote, POINTS - first);
      rates.applyQuote(quote);
      if (options.instruments.length > 1) this.#showToOthers(quote);
    }
    if (positions.count === 0) return;
    for (const held of this.#held) raiseBest(held, first);
  }

  /** The brain of another symbol may look across. */
  #showToOthers(quote: Quote): void {
    const state = this.#state;
    const { symbol, tsEvent: ts } = quote;
    state.runner.seeQuote({
      symbol,
      bid: floatBid(quote),
      ask: floatAsk(quote),
      ts,
      quoteToAccount: state.rates.floatRateOf(symbol),
      isWarmup: state.isLearning,
    });
  }

  equityAt(point: number): Money {
    let open = 0n;
    for (const held of this.#held) {
      const price = asPrice(BigInt(closeOn(held, point)));
      open += convert(asMoney(price * held.qty - held.costQuote), held.rate);
    }
    return asMoney(this.#state.options.startingBalance + this.#state.ledger.net + open);
  }

  /** Every open position in floats; false when one of them must see each quote. */
  #refresh(paths: readonly QuotePath[]): boolean {
    const { positions } = this.#state;
    let index = 0;
    for (const owners of positions.symbols()) {
      for (const position of owners.values()) {
        const known = this.#held[index];
        const held =
          known !== undefined && isSame(known, position) ? known : this.#take(position, index);
        if (held === undefined || position.closingOrderId !== undefined) return false;
        held.path = pathOf(paths, position);
        if (held.path === undefined) return false;
        index += 1;
      }
    }
    this.#held.length = index;
    return true;
  }

  #take(position: Position, index: number): Held | undefined {
    const { rates, runner } = this.#state;
    const { strategyId, symbol } = position;
    const rate = rates.fixedRateOf(symbol);
    if (strategyId === EXTERNAL || rate === undefined) return undefined;
    if (runner.hearsQuotesOfPosition(strategyId, symbol)) return undefined;
    const held = holdOf(this.#state, position, rate);
    this.#held[index] = held;
    return held;
  }

  /** Stops are far, and equity stays below its peak and above the breaker's limit. */
  #isQuiet(first: number): boolean {
    for (const held of this.#held) if (!isSafe(held, first)) return false;
    const { range } = this;
    range.lowest = Number.POSITIVE_INFINITY;
    range.highest = Number.NEGATIVE_INFINITY;
    const { options, ledger, peakEquity, breakerTrippedTs, limits } = this.#state;
    const base = Number(options.startingBalance) + Number(ledger.net);
    let scale = Math.abs(base);
    for (let point = first; point < POINTS; point += 1) {
      let equity = base;
      for (const held of this.#held) {
        const value = closeOn(held, point) * held.size * held.floatRate;
        equity += value - held.cost * held.floatRate;
        scale = Math.max(scale, Math.abs(value));
      }
      if (equity < range.lowest) range.lowest = equity;
      if (equity > range.highest) range.highest = equity;
    }
    const room = scale * TOLERANCE;
    const peak = Number(peakEquity);
    if (range.highest + room > peak) return false;
    const floor = peak * (1 - limits.maxDrawdownPct / 100);
    return breakerTrippedTs !== undefined || range.lowest - room > floor;
  }
}

export const createPassing = (state: DeskState): Passing => new PassingBars(state);
