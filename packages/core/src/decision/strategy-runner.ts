import { ensureDefined } from '../kernel/ensure.ts';
import { asStrategyId, type StrategyId, type SymbolId } from '../kernel/ids.ts';
import type { Candle } from '../model/candle.ts';
import type { Instrument } from '../model/instrument.ts';
import type { Trade } from '../model/tick.ts';
import type { Seating, Strategy } from '../strategies/contract.ts';
import {
  createMarketView,
  updateMarketView,
  type MarketMoment,
  type MutableMarketView,
} from './market-view.ts';
import {
  askBarEntry,
  askBarExit,
  askQuoteEntry,
  askQuoteExit,
  askTradeEntry,
  failStrategy,
  takeOut,
  type FindPosition,
  type Round,
} from './round.ts';
import { createRoom, createSeat, type Room, type Seat } from './seat.ts';
import { NO_WISHES, type Wish } from './wish.ts';

/** A strategy with parameters its own schema has accepted, and the symbols it trades. */
export interface RunnerSetup {
  readonly strategy: Strategy;
  readonly params: Record<string, unknown>;
  readonly symbols: readonly SymbolId[];
  /** Known before any brain is made: wrong parameters. */
  readonly failure?: string;
}

export interface StrategyRunnerOptions {
  readonly setups: readonly RunnerSetup[];
  readonly instruments: readonly Instrument[];
  /** The open position of one strategy in one symbol. */
  readonly findPosition: FindPosition;
}

/**
 * Asks the brains. Exits come before entries. While a strategy holds a symbol its entry brain goes on
 * learning but its proposals are dropped; so are all proposals during warm-up. A position that is already
 * being closed is not asked about again. A failure at construction is told by the first call.
 */
export interface StrategyRunner {
  onQuote(at: MarketMoment): readonly Wish[];
  onTrade(at: MarketMoment, trade: Trade): readonly Wish[];
  onBar(at: MarketMoment, bar: Candle): readonly Wish[];
  /** Whether any ENTRY brain wants each quote of the symbol. */
  /** A quote that no brain of its symbol hears: others may still look at the view. */
  seeQuote(at: MarketMoment): void;
  hearsQuotes(symbol: SymbolId): boolean;
  /** Whether the EXIT brain of a strategy wants each quote of the symbol while it holds it. */
  hearsQuotesOfPosition(strategyId: StrategyId, symbol: SymbolId): boolean;
  /** Why a strategy is out; undefined while it runs. */
  failureOf(strategyId: StrategyId): string | undefined;
}

/*
 * One loop per handler, written out: a loop shared by all of them would call through a place
 * that the compiler sees five functions pass, and would inline none of them.
 * A brain that throws takes its own strategy out and nobody else's.
 */
function askQuoteExits(round: Round, seats: readonly Seat[]): void {
  for (const seat of seats) {
    if (seat.isOut) continue;
    try {
      askQuoteExit(round, seat);
    } catch (error) {
      failStrategy(round, seat.strategyId, error);
    }
  }
}

function askQuoteEntries(round: Round, seats: readonly Seat[]): void {
  for (const seat of seats) {
    if (seat.isOut) continue;
    try {
      askQuoteEntry(round, seat);
    } catch (error) {
      failStrategy(round, seat.strategyId, error);
    }
  }
}

function askTradeEntries(round: Round, seats: readonly Seat[], trade: Trade): void {
  for (const seat of seats) {
    if (seat.isOut) continue;
    try {
      askTradeEntry(round, seat, trade);
    } catch (error) {
      failStrategy(round, seat.strategyId, error);
    }
  }
}

type BarAsk = (round: Round, seat: Seat, bar: Candle) => void;

function askBarSeats(
  round: Round,
  seats: readonly Seat[],
  call: { ask: BarAsk; bar: Candle },
): void {
  for (const seat of seats) {
    if (seat.isOut) continue;
    try {
      call.ask(round, seat, call.bar);
    } catch (error) {
      failStrategy(round, seat.strategyId, error);
    }
  }
}

type Views = ReadonlyMap<SymbolId, MutableMarketView>;

function seatingOf(
  table: {
    readonly round: Round;
    readonly views: Views;
    readonly symbols: readonly SymbolId[];
    readonly strategyId: StrategyId;
  },
  symbol: SymbolId,
): Seating {
  const { round, views, symbols, strategyId } = table;
  return {
    symbol,
    symbols,
    viewOf: (other) => (symbols.includes(other) ? views.get(other) : undefined),
    holds: (other) => round.findPosition(strategyId, other) !== undefined,
  };
}

/** Seats of one strategy; a factory that throws leaves it with none. */
function createSeats(round: Round, setup: RunnerSetup, views: Views): void {
  const strategyId = asStrategyId(setup.strategy.id);
  const { strategy, params, failure } = setup;
  if (failure !== undefined) {
    takeOut(round, strategyId, failure);
    return;
  }
  try {
    const seats = setup.symbols.map((symbol) => {
      const view = ensureDefined(views.get(symbol), `instrument ${symbol} of ${strategyId}`);
      const seating = seatingOf({ round, views, symbols: setup.symbols, strategyId }, symbol);
      return createSeat({ strategyId, strategy, params, view, seating });
    });
    round.seats.push(...seats);
  } catch (error) {
    failStrategy(round, strategyId, error);
  }
}

function createRooms(round: Round, options: StrategyRunnerOptions): Map<SymbolId, Room> {
  const views = new Map(
    options.instruments.map((instrument) => [instrument.symbol, createMarketView(instrument)]),
  );
  for (const setup of options.setups) createSeats(round, setup, views);
  const rooms = new Map<SymbolId, Room>();
  for (const [symbol, view] of views) {
    rooms.set(
      symbol,
      createRoom(
        view,
        round.seats.filter((seat) => seat.symbol === symbol),
      ),
    );
  }
  return rooms;
}

const isAnyIn = (seats: readonly Seat[] | undefined): boolean =>
  seats?.some((seat) => !seat.isOut) ?? false;

function takeWishes(round: Round): readonly Wish[] {
  if (round.wishes.length === 0) return NO_WISHES;
  const taken = round.wishes;
  round.wishes = [];
  return taken;
}

export function createStrategyRunner(options: StrategyRunnerOptions): StrategyRunner {
  const { findPosition } = options;
  const round: Round = { findPosition, failures: new Map(), seats: [], wishes: [] };
  const rooms = createRooms(round, options);
  return {
    onQuote: (at) => {
      const room = rooms.get(at.symbol);
      if (room !== undefined) {
        updateMarketView(room.view, at);
        askQuoteExits(round, room.quoteExits);
        askQuoteEntries(round, room.quoteEntries);
      }
      return takeWishes(round);
    },
    onTrade: (at, trade) => {
      const room = rooms.get(at.symbol);
      if (room !== undefined) {
        updateMarketView(room.view, at);
        askTradeEntries(round, room.tradeEntries, trade);
      }
      return takeWishes(round);
    },
    onBar: (at, bar) => {
      const room = rooms.get(at.symbol);
      const seats = room?.barSeats.get(bar.timeframeMs);
      if (room !== undefined && seats !== undefined) {
        updateMarketView(room.view, at);
        askBarSeats(round, seats, { ask: askBarExit, bar });
        askBarSeats(round, seats, { ask: askBarEntry, bar });
      }
      return takeWishes(round);
    },
    hearsQuotes: (symbol) => isAnyIn(rooms.get(symbol)?.quoteEntries),
    hearsQuotesOfPosition: (strategyId, symbol) =>
      isAnyIn(rooms.get(symbol)?.quoteExits.filter((seat) => seat.strategyId === strategyId)),
    failureOf: (strategyId) => round.failures.get(strategyId),
  };
}
    seeQuote: (at) => {
      const room = rooms.get(at.symbol);
      if (room !== undefined) updateMarketView(room.view, at);
    },
