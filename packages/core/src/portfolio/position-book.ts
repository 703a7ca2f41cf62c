import {
  absQty,
  asMoney,
  asPrice,
  asQty,
  convert,
  divideHalfEven,
  notional,
  subtractMoney,
  ZERO_MONEY,
  ZERO_QTY,
  type Money,
  type Price,
  type Qty,
  type Rate,
} from '../kernel/decimal.ts';
import type { PositionId, StrategyId, SymbolId } from '../kernel/ids.ts';
import type { BookedFill, Fill } from '../model/fill.ts';
import type { ClosedTrade, Position } from '../model/position.ts';
import { applyFill, FLAT } from './apply-fill.ts';

/** What opening a position takes from the order that opened it. */
export interface OpeningTerms {
  readonly positionId: PositionId;
  readonly strategyId: StrategyId;
  readonly entry_probability: number;
  readonly entry_units_intent: Qty;
  readonly thesis: string;
  readonly stopPrice: Price;
  readonly targetPrice?: Price;
}

export interface Booking {
  readonly booked: BookedFill;
  readonly position: Position;
  /** Set when the fill closed the position. */
  readonly closed?: ClosedTrade;
}

/** What is held in one instrument; one object for the book's life. */
export interface Holding {
  readonly symbol: SymbolId;
  readonly owners: ReadonlyMap<StrategyId, Position>;
}

/** Every open position by owner and instrument; a fill changes exactly one of them. */
export class PositionBook {
  readonly #bySymbol = new Map<SymbolId, Map<StrategyId, Position>>();
  readonly #holdings = new Map<SymbolId, Holding>();
  /** Instruments whose positions came, went or changed their size; emptied by who keeps their values. */
  readonly changed = new Set<SymbolId>();
  #count = 0;
  #listed: readonly Position[] | undefined;

  constructor(positions: readonly Position[] = []) {
    for (const position of positions) this.put({ ...position });
  }

  get count(): number {
    return this.#count;
  }

  find(strategyId: StrategyId, symbol: SymbolId): Position | undefined {
    return this.#bySymbol.get(symbol)?.get(strategyId);
  }

  findById(positionId: PositionId): Position | undefined {
    for (const owners of this.#bySymbol.values()) {
      for (const position of owners.values())
        if (position.positionId === positionId) return position;
    }
    return undefined;
  }

  /** Live map of one instrument; do not keep it. */
  ofSymbol(symbol: SymbolId): ReadonlyMap<StrategyId, Position> | undefined {
    return this.#bySymbol.get(symbol);
  }

  /** Live maps of every instrument that was ever held; do not keep them. */
  symbols(): IterableIterator<ReadonlyMap<StrategyId, Position>> {
    return this.#bySymbol.values();
  }

  holdingOf(symbol: SymbolId): Holding | undefined {
    return this.#holdings.get(symbol);
  }

  /** Every instrument that was ever held. */
  holdings(): IterableIterator<Holding> {
    return this.#holdings.values();
  }

  /** A new list whenever a position has come or gone, the same one until then. */
  list(): readonly Position[] {
    this.#listed ??= this.#makeList();
    return this.#listed;
  }

  netOf(symbol: SymbolId): Qty {
    let net = 0n;
    for (const position of this.#bySymbol.get(symbol)?.values() ?? []) net += position.qty;
    return asQty(net);
  }

  openCostOf(symbol: SymbolId): Money {
    let cost = 0n;
    for (const position of this.#bySymbol.get(symbol)?.values() ?? []) cost += position.costQuote;
    return asMoney(cost);
  }

  /** For positions the venue holds and no order of ours explains. */
  put(position: Position): void {
    const owners = this.#ownersOf(position.symbol);
    const before = owners.size;
    owners.set(position.strategyId, position);
    this.changed.add(position.symbol);
    this.#listed = undefined;
    this.#count += owners.size - before;
  }

  remove(strategyId: StrategyId, symbol: SymbolId): void {
    if (this.#bySymbol.get(symbol)?.delete(strategyId) !== true) return;
    this.changed.add(symbol);
    this.#count -= 1;
    this.#listed = undefined;
  }

  book(fill: Fill, terms: OpeningTerms, rate: Rate): Booking {
    const position = this.find(terms.strategyId, fill.symbol) ?? openPosition(fill, terms);
    const wasLong = position.qty > 0n || (position.qty === 0n && fill.side === 'buy');
    const effect = applyFill(position.qty === 0n ? FLAT : position, fill);
    const realised = convert(effect.realisedQuote, rate);
    const feeAccount = convert(fill.fee, rate);
    const booked = bookedFillOf(fill, position, {
      realisedQuote: effect.realisedQuote,
      rate,
      realised,
      feeAccount,
    });
    const entryPrice = averagePrice(position.costQuote, position.qty);
    position.qty = effect.qty;
    position.costQuote = effect.costQuote;
    position.realised = asMoney(position.realised + realised);
    position.fees = asMoney(position.fees + feeAccount);
    position.exitQty = asQty(position.exitQty + effect.closedQty);
    position.exitQuote = asMoney(position.exitQuote + notional(fill.price, effect.closedQty));
    if (absQty(effect.qty) > position.peakQty) position.peakQty = absQty(effect.qty);
    if (position.qty !== 0n) {
      this.put(position);
      return { booked, position };
    }
    this.remove(position.strategyId, position.symbol);
    return { booked, position, closed: closedTradeOf(position, { entryPrice, wasLong, fill }) };
  }

  #makeList(): readonly Position[] {
    const listed: Position[] = [];
    for (const owners of this.#bySymbol.values()) {
      for (const position of owners.values()) listed.push(position);
    }
    return listed;
  }

  #ownersOf(symbol: SymbolId): Map<StrategyId, Position> {
    const known = this.#bySymbol.get(symbol);
    if (known !== undefined) return known;
    const owners = new Map<StrategyId, Position>();
    this.#bySymbol.set(symbol, owners);
    this.#holdings.set(symbol, { symbol, owners });
    return owners;
  }
}

/** Cost over quantity, both signed; rounded to the price scale, for display and stops only. */
export function averagePrice(costQuote: Money, size: Qty): Price {
  if (size === 0n) return asPrice(0n);
  const magnitude = costQuote < 0n ? -costQuote : costQuote;
  return asPrice(divideHalfEven(magnitude, absQty(size)));
}

/** Profit of what is still open at a price, quote currency. */
export const openQuoteOf = (position: Pick<Position, 'qty' | 'costQuote'>, at: Price): Money =>
  asMoney(at * position.qty - position.costQuote);

/** Written out: copying by spread costs a multiple of everything else a booking does. */
function bookedFillOf(
  fill: Fill,
  owner: Pick<Position, 'strategyId' | 'positionId'>,
  earned: Pick<BookedFill, 'realisedQuote' | 'rate' | 'realised' | 'feeAccount'>,
): BookedFill {
  return {
    tradeId: fill.tradeId,
    clientOrderId: fill.clientOrderId,
    venueOrderId: fill.venueOrderId,
    symbol: fill.symbol,
    side: fill.side,
    price: fill.price,
    qty: fill.qty,
    fee: fill.fee,
    liquidity: fill.liquidity,
    tsEvent: fill.tsEvent,
    strategyId: owner.strategyId,
    positionId: owner.positionId,
    realisedQuote: earned.realisedQuote,
    rate: earned.rate,
    realised: earned.realised,
    feeAccount: earned.feeAccount,
    net: subtractMoney(earned.realised, earned.feeAccount),
  };
}

function openPosition(fill: Fill, terms: OpeningTerms): Position {
  const position: Position = {
    positionId: terms.positionId,
    strategyId: terms.strategyId,
    entry_probability: terms.entry_probability,
    entry_units_intent: terms.entry_units_intent,
    thesis: terms.thesis,
    stopPrice: terms.stopPrice,
    symbol: fill.symbol,
    qty: ZERO_QTY,
    costQuote: ZERO_MONEY,
    peakQty: ZERO_QTY,
    exitQty: ZERO_QTY,
    exitQuote: ZERO_MONEY,
    realised: ZERO_MONEY,
    fees: ZERO_MONEY,
    tsOpened: fill.tsEvent,
    bestPrice: fill.price,
  };
  if (terms.targetPrice !== undefined) position.targetPrice = terms.targetPrice;
  return position;
}

function closedTradeOf(
  position: Position,
  last: { readonly entryPrice: Price; readonly wasLong: boolean; readonly fill: Fill },
): ClosedTrade {
  return {
    positionId: position.positionId,
    strategyId: position.strategyId,
    symbol: position.symbol,
    side: last.wasLong ? 'long' : 'short',
    qty: position.peakQty,
    entryPrice: last.entryPrice,
    exitPrice: averagePrice(position.exitQuote, position.exitQty),
    tsOpened: position.tsOpened,
    tsClosed: last.fill.tsEvent,
    realised: position.realised,
    fees: position.fees,
    net: subtractMoney(position.realised, position.fees),
    entry_probability: position.entry_probability,
    entry_units_intent: position.entry_units_intent,
    thesis: position.thesis,
    exitReason: position.closingReason ?? 'external',
    exitThesis: position.closingThesis ?? '',
  };
}
