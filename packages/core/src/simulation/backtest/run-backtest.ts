import { SECOND_MS, type EpochMs } from '../../kernel/clock.ts';
import { asMoney, ZERO_MONEY, type Rate } from '../../kernel/decimal.ts';
import type { SymbolId } from '../../kernel/ids.ts';
import { createSimulatedDesk } from '../../desk.ts';
import type { DeskOptions, SimulatedDesk } from '../../desk-contract.ts';
import type { Effect } from '../../model/effect.ts';
import type { RestoredState } from '../../model/restored.ts';
import { dropArchived, listLeaving } from '../archiving.ts';
import { createDueSequence, type DueSequence } from '../due-sequence.ts';
import { createMatchingVenue, type MatchingVenue } from '../matching-venue.ts';
import { SessionLoopDriver } from '../session-loop-driver.ts';
import { createVenueMemory } from '../venue-memory.ts';
import { BAR_POINTS } from './bar-path.ts';
import { BarCursor } from './bar-cursor.ts';
import { EquityWatch } from './equity-watch.ts';
import type { NextOpenTs } from './gap-watch.ts';
import { earliestOf, type MarketCursor } from './market-cursor.ts';
import type { BacktestOutcome } from './outcome.ts';
import { RunTally } from './run-tally.ts';

/** What each position in the symbol pays at `ts`, as a share of its value; positive: longs pay. */
export interface FundingRate {
  readonly ts: EpochMs;
  readonly symbol: SymbolId;
  readonly rate: Rate;
}

/** What is assumed of the venue; as in the request. */
export interface VenueCosts {
  readonly makerFeeBps: number;
  readonly takerFeeBps: number;
  readonly slippageBps: number;
  /** One way. */
  readonly latencyMs: number;
}

export interface BacktestOptions {
  /** The strategies to run, switched on, with their symbols. */
  readonly desk: DeskOptions;
  readonly costs: VenueCosts;
  /** Read once, from where they stand. */
  readonly cursors: readonly MarketCursor[];
  /** Trading begins here; data before it teaches the strategies. Left out: with the first input. */
  readonly tsFrom?: EpochMs;
  /** Inputs after this are not read. */
  readonly tsTo?: EpochMs;
  readonly nextOpenTs: NextOpenTs;
  /** In time order. Those before trading begins are passed over. */
  readonly funding?: readonly FundingRate[];
  /** False takes every quote and every clock step one by one; the proof compares both. Default true. */
  readonly isQuietAllowed?: boolean;
  readonly onEffect?: (effect: Effect) => void;
}

const FIRST_START: RestoredState = {
  lock: { level: 'none', reason: 'backtest', by: 'backtest', tsSince: 0, eventSeq: 0 },
  controls: [],
  orders: [],
  positions: [],
  totals: {
    fills: 0,
    realised: ZERO_MONEY,
    fees: ZERO_MONEY,
    net: ZERO_MONEY,
    bySymbol: [],
    byStrategy: [],
    cashQuote: [],
  },
  recentTradeIds: [],
  history: [],
};

const VENUE_ORDERS_KEPT = 2_000;
/** What travels when the data ends still arrives. */
const DRAIN_MS = SECOND_MS;
export const END_OF_DATA = 'end of data';

/**
 * The live desk and the matching venue over recorded data, in one synchronous loop. `step` goes on for a number of
 * inputs, so that a caller can show progress and stop in between.
 */
export class Backtest {
  readonly #options: BacktestOptions;
  readonly #desk: SimulatedDesk;
  readonly #venue: MatchingVenue;
  readonly #venueMemory = createVenueMemory();
  readonly #sequence: DueSequence;
  readonly #loop: SessionLoopDriver;
  readonly #tally: RunTally;
  readonly #cursors: readonly MarketCursor[];
  /** The same sources while all of them are bars of one length. */
  readonly #bars: readonly BarCursor[] | undefined;
  readonly #tsTo: EpochMs;
  readonly tsFirst: EpochMs;
  #tsFrom: EpochMs;
  #tsLast: EpochMs;
  #tsLeft = Number.NaN;
  #equity: EquityWatch | undefined;
  #exposedMs = 0;
  /** A fill or a price has changed equity since it was last looked at. */
  #isUnseen = false;
  #tsExposed: EpochMs | undefined;
  #fundingPaid = 0;

  constructor(options: BacktestOptions) {
    const { costs, cursors, desk, nextOpenTs, isQuietAllowed = true } = options;
    this.#options = options;
    this.#cursors = cursors;
    this.#bars = isQuietAllowed ? barsOf(cursors) : undefined;
    this.#desk = createSimulatedDesk(desk);
    this.#venue = createMatchingVenue({
      ...costs,
      instruments: desk.instruments,
      startingMemory: this.#venueMemory,
    });
    this.#tally = new RunTally(nextOpenTs);
    this.tsFirst = earliestOf(cursors)?.tsFront ?? 0;
    this.#tsFrom = Math.max(options.tsFrom ?? this.tsFirst, this.tsFirst);
    this.#tsLast = this.tsFirst;
    this.#tsTo = options.tsTo ?? Number.POSITIVE_INFINITY;
    this.#sequence = createDueSequence({
      venue: this.#venue,
      tsStart: this.tsFirst,
      ...(isQuietAllowed && { idleClock: this.#desk.quiet }),
    });
    this.#loop = new SessionLoopDriver({
      desk: this.#desk,
      venue: this.#venue,
      tsStart: this.tsFirst,
      onEffect: (effect) => this.#noteEffect(effect),
      onSubmit: () => (this.#tally.orders += 1),
    });
    this.#loop.dispatch({ type: 'DeskStarted', restored: FIRST_START }, this.tsFirst);
    this.#desk.quiet.setLearning(true);
    if (this.#tsFrom <= this.tsFirst) this.#startTrading();
  }

  /** Market time reached. */
  get tsNow(): EpochMs {
    return this.#tsLast;
  }

  /** Takes about `inputs` inputs; false when there are no more. */
  step(inputs: number): boolean {
    this.#thinVenue();
    for (let taken = 0; taken < inputs; taken += 1) {
      if (this.#bars !== undefined && this.#passBars(this.#bars)) {
        taken += this.#bars.length * BAR_POINTS;
        continue;
      }
      const cursor = earliestOf(this.#cursors);
      if (cursor === undefined || cursor.tsFront > this.#tsTo) return false;
      this.#take(cursor);
    }
    return true;
  }

  /** Nobody asks for old orders and fills again: every report of them has been handled. */
  #thinVenue(): void {
    const { book } = this.#venueMemory;
    if (book.orders.size < VENUE_ORDERS_KEPT * 2) return;
    dropArchived(book, listLeaving(book, VENUE_ORDERS_KEPT));
  }

  /** Closes what is open at the last price and sums up. */
  finish(): BacktestOutcome {
    if (this.#equity === undefined) this.#startTrading();
    const tsLast = this.#tsLast;
    this.#closeOpen();
    this.#watch(tsLast);
    this.#equity?.end(tsLast);
    return this.#outcome(tsLast);
  }

  #startTrading(): void {
    this.#desk.quiet.setLearning(false);
    this.#tally.isCounting = true;
    this.#equity = new EquityWatch(this.#options.desk.startingBalance, this.#tsFrom);
  }

  get #tsNextFunding(): EpochMs {
    return this.#options.funding?.[this.#fundingPaid]?.ts ?? Number.POSITIVE_INFINITY;
  }

  #payFundingUpTo(tsReached: EpochMs): void {
    const { funding = [], desk } = this.#options;
    for (; this.#tsNextFunding <= tsReached; this.#fundingPaid += 1) {
      const due = funding[this.#fundingPaid];
      if (due === undefined || due.ts < Math.max(this.#tsFrom, this.#loop.tsNow)) continue;
      if (!desk.instruments.some(({ symbol }) => symbol === due.symbol)) continue;
      this.#runUpTo(due.ts);
      const { symbol, rate, ts } = due;
      this.#loop.dispatch({ type: 'FundingPaid', symbol, rate }, ts);
      this.#isUnseen = true;
    }
  }

  #runUpTo(ts: EpochMs): void {
    for (let step = this.#sequence.next(ts); step !== undefined; step = this.#sequence.next(ts)) {
      this.#loop.takeStep(step);
    }
  }

  #take(cursor: MarketCursor): void {
    const ts = cursor.tsFront;
    // Equity of a moment is known when all of its inputs are in: before the first one of the next.
    if (ts > this.#tsLast) this.#leaveMoment(ts);
    if (this.#equity === undefined && ts >= this.#tsFrom) this.#startTrading();
    const standsForBar = cursor instanceof BarCursor;
    const input = cursor.take();
    this.#payFundingUpTo(ts);
    this.#runUpTo(ts);
    this.#loop.takeInput(input);
    if (this.#desk.quiet.openCount() > 0) this.#isUnseen = true;
    this.#tally.countInput(input, standsForBar);
    this.#tsLast = ts;
  }

  /** All quotes that are left of bars side by side at once, where they move nothing but prices. */
  #passBars(bars: readonly BarCursor[]): boolean {
    const [lead] = bars;
    if (lead === undefined || lead.isBarFront || !isFinite(lead.tsFront)) return false;
    if (this.#tsNextFunding <= lead.tsLastPoint) return false;
    const { point, tsOpen, tsFront, tsLastPoint } = lead;
    for (const bar of bars) if (bar.tsOpen !== tsOpen || bar.point !== point) return false;
    if (tsLastPoint > this.#tsTo || (this.#equity === undefined && tsLastPoint >= this.#tsFrom)) {
      return false;
    }
    if (tsFront > this.#tsLast) this.#leaveMoment(tsFront, tsLastPoint);
    this.#runUpTo(tsFront);
    if (this.#venue.nextDueTs() !== undefined) return false;
    if (!this.#desk.quiet.passBars(bars, point, tsLastPoint)) return false;
    this.#sequence.skipTo(tsLastPoint);
    for (const bar of bars) {
      this.#venue.onQuote(bar.last());
      bar.skipPoints();
    }
    this.#watchPassed(lead, point);
    this.#tsLast = tsLastPoint;
    return true;
  }

  #watchPassed(lead: BarCursor, first: number): void {
    const { quiet } = this.#desk;
    const watch = this.#equity;
    if (watch === undefined) return;
    const isDue = watch.isSampleDue(lead.tsLastPoint);
    if (quiet.openCount() === 0) {
      if (isDue) watch.moveTo(lead.tsLastPoint);
      return;
    }
    if (!isDue && !watch.couldMatter(quiet.passed)) return;
    for (let point = first; point < BAR_POINTS; point += 1) {
      const ts = lead.tsOfPoint(point);
      watch.moveTo(ts);
      watch.see(quiet.equityAtPoint(point), ts);
    }
  }

  /** On to `ts`, and up to `tsReached` at once; exact equity of the moment left is needed where the curve gets a point. */
  #leaveMoment(ts: EpochMs, tsReached = ts): void {
    // Once: what happens on the way to `ts` belongs to the moment that follows.
    if (this.#tsLeft === this.#tsLast) return;
    this.#tsLeft = this.#tsLast;
    const isDue = this.#equity?.isSampleDue(tsReached) === true;
    if (this.#isUnseen || isDue) this.#watch(this.#tsLast);
    if (isDue) this.#equity?.moveTo(ts);
  }

  #watch(ts: EpochMs): void {
    this.#isUnseen = false;
    const watch = this.#equity;
    if (watch === undefined) return;
    const equity = this.#desk.quiet.equity();
    if (equity !== undefined) watch.see(equity, ts);
  }

  #noteEffect(effect: Effect): void {
    this.#options.onEffect?.(effect);
    this.#tally.countEffect(effect);
    if (effect.type !== 'RecordFill') return;
    this.#isUnseen = true;
    this.#noteExposure(this.#loop.tsNow);
  }

  #noteExposure(ts: EpochMs): void {
    const isExposed = this.#desk.quiet.openCount() > 0;
    if (isExposed && this.#tsExposed === undefined) this.#tsExposed = ts;
    if (!isExposed && this.#tsExposed !== undefined) {
      this.#exposedMs += ts - this.#tsExposed;
      this.#tsExposed = undefined;
    }
  }

  /** By the desk's own hand, so that fees, slippage and records are those of any other close. */
  #closeOpen(): void {
    const travelMs = DRAIN_MS + this.#options.costs.latencyMs * 2;
    const tsClose = this.#tsLast + travelMs;
    this.#runUpTo(tsClose);
    for (const { positionId } of this.#desk.view.positions()) {
      const body = { type: 'PositionCloseRequested', positionId, by: END_OF_DATA } as const;
      this.#loop.dispatch(body, tsClose);
    }
    this.#runUpTo(tsClose + travelMs);
  }

  #outcome(tsLast: EpochMs): BacktestOutcome {
    const { bars, quotes, trades, orders, fills, denials, ...tally } = this.#tally;
    const { totals } = this.#desk.view;
    const { startingBalance } = this.#options.desk;
    const left = this.#desk.view
      .positions()
      .map(({ symbol }) => `${symbol}: a position could not be closed at the end of the data`);
    const watch = this.#equity ?? new EquityWatch(startingBalance, this.#tsFrom);
    return {
      tsFirst: this.tsFirst,
      tsLast,
      tsFrom: this.#tsFrom,
      counts: { bars, quotes, trades, orders, fills, denials },
      gaps: tally.gaps.gaps,
      startingBalance,
      net: totals.net,
      gross: totals.realised,
      fees: totals.fees,
      funding: asMoney(totals.net - totals.realised + totals.fees),
      closedTrades: tally.closedTrades,
      equity: watch.samples,
      drawdown: watch.drawdown(tsLast),
      exposedMs: this.#exposedMs,
      denialsByCode: tally.denialsByCode,
      warnings: [...this.#tally.warnings(), ...left],
    };
  }
}

/** Bars of one length in every source, or nothing: only then does one bar lie beside the other. */
function barsOf(cursors: readonly MarketCursor[]): readonly BarCursor[] | undefined {
  const bars = cursors.filter((cursor) => cursor instanceof BarCursor);
  const [first] = bars;
  const isAlike =
    bars.length === cursors.length &&
    bars.every(({ timeframeMs }) => timeframeMs === first?.timeframeMs) &&
    new Set(bars.map(({ symbol }) => symbol)).size === bars.length;
  return isAlike ? bars : undefined;
}

/** The whole run at once. */
export function runBacktest(options: BacktestOptions): BacktestOutcome {
  const backtest = new Backtest(options);
  while (backtest.step(100_000));
  return backtest.finish();
}
