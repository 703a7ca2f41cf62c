import type { StrategyId, SymbolId } from '../kernel/ids.ts';
import type {
  EntryBrain,
  ExitBrain,
  MarketView,
  Seating,
  Strategy,
} from '../strategies/contract.ts';
import type { MutableMarketView } from './market-view.ts';
import { createPositionViewSlot, type PositionViewSlot } from './position-view.ts';

/** The two brains of one strategy on one symbol. */
export interface Seat {
  readonly strategyId: StrategyId;
  readonly symbol: SymbolId;
  readonly timeframesMs: readonly number[];
  readonly entry: EntryBrain;
  readonly exit: ExitBrain;
  /** Shared by all seats of the symbol. */
  readonly view: MarketView;
  readonly seating: Seating;
  readonly position: PositionViewSlot;
  /** A brain of the strategy threw: none of its seats is called again. */
  isOut: boolean;
}

/** Who is called for one symbol, sorted out beforehand so that a tick costs only the calls. */
export interface Room {
  readonly view: MutableMarketView;
  readonly quoteExits: readonly Seat[];
  readonly quoteEntries: readonly Seat[];
  readonly tradeEntries: readonly Seat[];
  readonly barSeats: ReadonlyMap<number, readonly Seat[]>;
}

/** Creates both brains; throws whatever the strategy's factories throw. */
export function createSeat(options: {
  readonly strategyId: StrategyId;
  readonly strategy: Strategy;
  readonly params: Record<string, unknown>;
  readonly view: MarketView;
  readonly seating: Seating;
}): Seat {
  const { strategy, params, seating } = options;
  return {
    strategyId: options.strategyId,
    symbol: seating.symbol,
    timeframesMs: strategy.timeframesMs,
    entry: strategy.createEntry(params, seating),
    exit: strategy.createExit(params, seating),
    view: options.view,
    seating,
    position: createPositionViewSlot(),
    isOut: false,
  };
}

function groupByTimeframe(seats: readonly Seat[]): ReadonlyMap<number, readonly Seat[]> {
  const groups = new Map<number, Seat[]>();
  for (const seat of seats) {
    for (const timeframeMs of seat.timeframesMs) {
      groups.set(timeframeMs, [...(groups.get(timeframeMs) ?? []), seat]);
    }
  }
  return groups;
}

export function createRoom(view: MutableMarketView, seats: readonly Seat[]): Room {
  return {
    view,
    quoteExits: seats.filter((seat) => seat.exit.onQuote !== undefined),
    quoteEntries: seats.filter((seat) => seat.entry.onQuote !== undefined),
    tradeEntries: seats.filter((seat) => seat.entry.onTrade !== undefined),
    barSeats: groupByTimeframe(seats),
  };
}
