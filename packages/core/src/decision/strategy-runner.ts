import { ensureDefined } from '../kernel/ensure.ts';
import { describeRefusal } from '../kernel/verdict.ts';
import { asStrategyId, type StrategyId, type SymbolId } from '../kernel/ids.ts';
import type { Candle } from '../model/candle.ts';
import type { Instrument } from '../model/instrument.ts';
import type { Trade } from '../model/tick.ts';
import { parseParams } from '../strategies/parse-params.ts';
import type { Seating, Strategy } from '../strategies/contract.ts';
import {
  createMarketView,
  pastMoment,
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
  /** A quote that no brain of its symbol hears: others may still look at the view. */
  seeQuote(at: MarketMoment): void;
  onTrade(at: MarketMoment, trade: Trade): readonly Wish[];
  onBar(at: MarketMoment, bar: Candle): readonly Wish[];
  /** Whether any ENTRY brain wants each quote of the symbol. */
  hearsQuotes(symbol: SymbolId): boolean;
  /** Whether the EXIT brain of a strategy wants each quote of the symbol while it holds it. */
  hearsQuotesOfPosition(strategyId: StrategyId, symbol: SymbolId): boolean;
  /** Makes the brains of a strategy anew with other parameters; what they knew is gone, a failure too. */
  reconfigure(strategyId: StrategyId, params: Readonly<Record<string, unknown>>): void;
  /** Shows one strategy a bar of the past: it learns and proposes nothing. */
  teach(strategyId: StrategyId, bar: Candle): void;
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

const NO_SEATS: readonly Seat[] = [];

/** Seats of one strategy; a factory that throws leaves it with none. */
function createSeats(round: Round, setup: RunnerSetup, views: Views): readonly Seat[] {
  const strategyId = asStrategyId(setup.strategy.id);
  const { strategy, params, failure } = setup;
  if (failure !== undefined) {
    takeOut(round, strategyId, failure);
    return NO_SEATS;
  }
  try {
    return setup.symbols.map((symbol) => {
      const view = ensureDefined(views.get(symbol), `instrument ${symbol} of ${strategyId}`);
      const seating = seatingOf({ round, views, symbols: setup.symbols, strategyId }, symbol);
      return createSeat({ strategyId, strategy, params, view, seating });
    });
  } catch (error) {
    failStrategy(round, strategyId, error);
    return NO_SEATS;
  }
}

/** Everyone is seated anew: who was replaced is not called any more. */
function fillRooms(rooms: Map<SymbolId, Room>, round: Round, views: Views): void {
  for (const [symbol, view] of views) {
    rooms.set(
      symbol,
      createRoom(
        view,
        round.seats.filter((seat) => seat.symbol === symbol),
      ),
    );
  }
}

const isAnyIn = (seats: readonly Seat[] | undefined): boolean =>
  seats?.some((seat) => !seat.isOut) ?? false;

function takeWishes(round: Round): readonly Wish[] {
  if (round.wishes.length === 0) return NO_WISHES;
  const taken = round.wishes;
  round.wishes = [];
  return taken;
}

type MarketCalls = Pick<StrategyRunner, 'onQuote' | 'seeQuote' | 'onTrade' | 'onBar'>;

function createMarketCalls(round: Round, rooms: ReadonlyMap<SymbolId, Room>): MarketCalls {
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
    seeQuote: (at) => {
      const room = rooms.get(at.symbol);
      if (room !== undefined) updateMarketView(room.view, at);
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
  };
}

export function createStrategyRunner(options: StrategyRunnerOptions): StrategyRunner {
  const { findPosition } = options;
  const round: Round = { findPosition, failures: new Map(), seats: [], wishes: [] };
  const views: Views = new Map(
    options.instruments.map((instrument) => [instrument.symbol, createMarketView(instrument)]),
  );
  const rooms = new Map<SymbolId, Room>();
  for (const setup of options.setups) round.seats.push(...createSeats(round, setup, views));
  fillRooms(rooms, round, views);

  /** In the order of the configuration, as at the start: exits and entries are asked in it. */
  const reseat = (setup: RunnerSetup): void => {
    const strategyId = asStrategyId(setup.strategy.id);
    round.failures.delete(strategyId);
    const others = round.seats.filter((seat) => seat.strategyId !== strategyId);
    const made = createSeats(round, setup, views);
    const inOrder = options.setups.flatMap(({ strategy }) =>
      strategy.id === setup.strategy.id
        ? made
        : others.filter((seat) => seat.strategyId === strategy.id),
    );
    round.seats.splice(0, round.seats.length, ...inOrder);
    fillRooms(rooms, round, views);
  };
  return {
    ...createMarketCalls(round, rooms),
    hearsQuotes: (symbol) => isAnyIn(rooms.get(symbol)?.quoteEntries),
    hearsQuotesOfPosition: (strategyId, symbol) =>
      isAnyIn(rooms.get(symbol)?.quoteExits.filter((seat) => seat.strategyId === strategyId)),
    reconfigure: (strategyId, params) => {
      const setup = options.setups.find(({ strategy }) => strategy.id === strategyId);
      if (setup === undefined) return;
      const { failure: _, ...rest } = setup;
      const checked = parseParams(setup.strategy, params);
      if (checked.ok) reseat({ ...rest, params: checked.value });
      else reseat({ ...rest, failure: describeRefusal(checked) });
    },
    teach: (strategyId, bar) => {
      const room = rooms.get(bar.symbol);
      const seats = room?.barSeats
        .get(bar.timeframeMs)
        ?.filter((seat) => seat.strategyId === strategyId);
      if (room === undefined || seats === undefined) return;
      const now = { ...room.view };
      updateMarketView(room.view, pastMoment(bar));
      askBarSeats(round, seats, { ask: askBarExit, bar });
      askBarSeats(round, seats, { ask: askBarEntry, bar });
      // The others of the symbol look at the same view: it goes back to the present.
      Object.assign(room.view, now);
    },
    failureOf: (strategyId) => round.failures.get(strategyId),
  };
}
