import type { z } from 'zod';
import type { EpochMs } from '../kernel/clock.ts';
import type { SymbolId } from '../kernel/ids.ts';
import type { Candle } from '../model/candle.ts';
import type { Instrument } from '../model/instrument.ts';
import type { Side, Trade } from '../model/tick.ts';

/**
 * What a brain may see of its market. One object per symbol, updated in place before each call:
 * keep numbers, never the object. Prices are floats; decisions may be, money may not.
 */
export interface MarketView {
  readonly instrument: Instrument;
  /** Time of the event being handled, epoch ms. */
  readonly ts: EpochMs;
  readonly bid: number;
  readonly ask: number;
  readonly mid: number;
  /** Ask minus bid over mid, basis points. */
  readonly spreadBps: number;
  /** Account currency per unit of quote currency, for sizing by account notional. */
  readonly quoteToAccount: number;
  /** True while history is replayed into the brain: learn, propose nothing. */
  readonly isWarmup: boolean;
}

/** What is to be opened in one symbol. */
export interface EntryTerms {
  readonly side: Side;
  /** Signed base units wanted: positive buys, negative sells. */
  readonly entry_units_intent: number;
  /** Protective stop and optional target, as prices. */
  readonly stopPrice: number;
  readonly targetPrice?: number;
}

/** The other half of a pair, in another symbol of the same strategy. */
export interface EntryLeg extends EntryTerms {
  readonly symbol: SymbolId;
}

/** An ENTRY brain's wish. */
export interface EntryProposal extends EntryTerms {
  /** Stated chance of winning, 0..1. Never invented downstream. */
  readonly entry_probability: number;
  readonly thesis: string;
  /** The wish is worthless after this long. */
  readonly expiresInMs: number;
  /** Entered together with this or not at all. A venue may still fill one and not the other: see `Seating.holds`. */
  readonly legs?: readonly EntryLeg[];
}

/** What an EXIT brain may see of the position its own ENTRY opened. */
export interface PositionView {
  readonly side: 'long' | 'short';
  /** Positive base units still open. */
  readonly units: number;
  readonly entryPrice: number;
  readonly tsOpened: EpochMs;
  readonly ageMs: number;
  /** Price move in the position's favour, basis points of the entry price, at the side it would close on. */
  readonly gainBps: number;
  readonly stopPrice: number;
  readonly targetPrice: number | undefined;
}

export interface ExitProposal {
  /** Share of the position to close, (0, 1]. */
  readonly fraction: number;
  readonly thesis: string;
}

/** One figure a chart may draw: over the candles, or in a panel below them. */
export interface ChartReading {
  readonly name: string;
  readonly panel: 'price' | 'below';
  /** NaN while the indicator is young. */
  readonly value: number;
}

/** One per strategy and symbol. Handlers a brain does not define are never called for it. */
export interface EntryBrain {
  onQuote?(view: MarketView): EntryProposal | undefined;
  onTrade?(view: MarketView, trade: Trade): EntryProposal | undefined;
  /** Called for each finished bar of the timeframes the strategy asks for. */
  onBar?(view: MarketView, bar: Candle): EntryProposal | undefined;
  /** Where its indicators stand after the newest bar, always the same names; asked by the chart alone. */
  readings?(): readonly ChartReading[];
}

/** Called only while its own position is open, except `observeBar`, which always sees the bars. */
export interface ExitBrain {
  observeBar?(view: MarketView, bar: Candle): void;
  onQuote?(view: MarketView, position: PositionView): ExitProposal | undefined;
  onBar?(view: MarketView, position: PositionView, bar: Candle): ExitProposal | undefined;
}

/** Where a brain sits among the symbols of its strategy; one that trades each symbol by itself has no need of it. */
export interface Seating {
  /** The symbol this brain is asked about. */
  readonly symbol: SymbolId;
  /** All symbols of the strategy, as configured; the first one leads a pair. */
  readonly symbols: readonly SymbolId[];
  /** The newest view of one of `symbols`; its `mid` is 0 before the first price. Undefined for any other symbol. */
  viewOf(symbol: SymbolId): MarketView | undefined;
  /** True while the strategy has a position in the symbol. */
  holds(symbol: SymbolId): boolean;
}

/** Every parameter carries its default, its range and its one-line meaning in the schema. */
export type ParamsSchema = z.ZodObject;

/**
 * A strategy is one folder: `strategy.ts` (this object, exported as `strategy`), `entry.ts`, `exit.ts`, `params.ts`.
 * ENTRY and EXIT share nothing but the parameters and what the position itself carries.
 */
export interface Strategy<TSchema extends ParamsSchema = ParamsSchema> {
  /** Equal to the folder's name, or the name of a variant; stored with every order. */
  readonly id: string;
  /** Set on a variant: the folder whose code it runs, with a configuration of its own. */
  readonly variantOf?: string;
  readonly title: string;
  /** The rule in one paragraph, shown in the console. */
  readonly rule: string;
  readonly params: TSchema;
  /** Bars its brains receive; empty when it lives on ticks. */
  readonly timeframesMs: readonly number[];
  /**
   * Which bars count with these parameters, where a parameter chooses: some of `timeframesMs`, or the finest that arrive,
   * which on a tape of longer bars are the tape's own. Left out: all of `timeframesMs`.
   */
  chooseBars?(params: z.output<TSchema>): readonly number[] | 'finest';
  /**
   * False: no trailing stop, the protective one alone. For pairs, whose one leg gains while the other loses: a leg taken
   * by itself leaves a bet nobody made. Left out: trailed as the safety settings say.
   */
  readonly isTrailed?: boolean;
  /**
   * True: the protective stop of each of its positions rests at the venue and holds while the engine is dead; a position
   * whose stop does not stand there in time is closed. Left out: the desk alone keeps the stop.
   */
  readonly isStopResting?: boolean;
  /** How many symbols it must be given, where it weighs them against each other. Left out: any number, each by itself. */
  readonly symbolCount?: number;
  /** Bars of each timeframe it wants replayed before it may act. */
  readonly warmupBars: number;
  createEntry(params: z.output<TSchema>, seating: Seating): EntryBrain;
  createExit(params: z.output<TSchema>, seating: Seating): ExitBrain;
}

/** Keeps the parameter types of one strategy while the catalogue holds many. */
export function defineStrategy<TSchema extends ParamsSchema>(
  strategy: Strategy<TSchema>,
): Strategy<TSchema> {
  return strategy;
}
