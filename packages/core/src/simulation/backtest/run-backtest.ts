import { SECOND_MS, type EpochMs } from '../../kernel/clock.ts';
import { asMoney } from '../../kernel/decimal.ts';
import { createRng } from '../../kernel/rng.ts';
import { createSimulatedDesk } from '../../desk.ts';
import type { SimulatedDesk } from '../../desk-contract.ts';
import type { Effect } from '../../model/effect.ts';
import { emptyRestoredState } from '../../model/restored.ts';
import { dropArchived, listLeaving } from '../archiving.ts';
import { createDueSequence, type DueSequence } from '../due-sequence.ts';
import { createMatchingVenue, type MatchingVenue } from '../matching-venue.ts';
import { SessionLoopDriver } from '../session-loop-driver.ts';
import { createVenueMemory, type VenueMemory } from '../venue-memory.ts';
import { AccountWatch } from './account-watch.ts';
import type { BacktestOptions } from './backtest-options.ts';
import { BAR_POINTS } from './bar-path.ts';
import { BarCursor } from './bar-cursor.ts';
import { FundingSchedule } from './funding-schedule.ts';
import { earliestOf, type MarketCursor } from './market-cursor.ts';
import type { BacktestOutcome } from './outcome.ts';
import { RunTally } from './run-tally.ts';

const FIRST_START = emptyRestoredState({
  level: 'none',
  reason: 'backtest',
  by: 'backtest',
  tsSince: 0,
  eventSeq: 0,
});

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
  readonly #venueMemory = createVenueMemory();
  readonly #venue: MatchingVenue;
  readonly #sequence: DueSequence;
  readonly #loop: SessionLoopDriver;
  readonly #tally: RunTally;
  readonly #account: AccountWatch;
  readonly #funding: FundingSchedule;
  readonly #cursors: readonly MarketCursor[];
  /** The same sources while all of them are bars of one length. */
  readonly #bars: readonly BarCursor[] | undefined;
  readonly #tsTo: EpochMs;
  readonly tsFirst: EpochMs;
  readonly #tsFrom: EpochMs;
  #tsLast: EpochMs;

  constructor(options: BacktestOptions) {
    const { cursors, desk, nextOpenTs, funding = [], isQuietAllowed = true } = options;
    this.#options = options;
    this.#cursors = cursors;
    this.#bars = isQuietAllowed ? barsOf(cursors) : undefined;
    this.#desk = createSimulatedDesk(desk);
    this.#venue = createVenue(options, this.#venueMemory);
    this.#tally = new RunTally(nextOpenTs);
    this.#account = new AccountWatch(this.#desk.quiet);
    this.#funding = new FundingSchedule(
      funding,
      new Set(desk.instruments.map(({ symbol }) => symbol)),
    );
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

  /** Closes what is open at the last price and sums up. */
  finish(): BacktestOutcome {
    if (!this.#account.isTrading) this.#startTrading();
    const tsLast = this.#tsLast;
    this.#closeOpen();
    this.#account.end(tsLast);
    return this.#outcome(tsLast);
  }

  /** Nobody asks for old orders and fills again: every report of them has been handled. */
  #thinVenue(): void {
    const { book } = this.#venueMemory;
    if (book.orders.size < VENUE_ORDERS_KEPT * 2) return;
    dropArchived(book, listLeaving(book, VENUE_ORDERS_KEPT));
  }

  #startTrading(): void {
    this.#desk.quiet.setLearning(false);
    this.#tally.isCounting = true;
    this.#account.startTrading(this.#options.desk.startingBalance, this.#tsFrom);
  }

  #payFundingUpTo(tsReached: EpochMs): void {
    while (this.#funding.tsNext <= tsReached) {
      const tsFrom = Math.max(this.#tsFrom, this.#loop.tsNow);
      const due = this.#funding.takeDue(tsReached, tsFrom);
      if (due === undefined) return;
      const { symbol, rate, ts } = due;
      this.#runUpTo(ts);
      this.#loop.dispatch({ type: 'FundingPaid', symbol, rate }, ts);
      this.#account.noteMoney();
    }
  }

  #runUpTo(ts: EpochMs): void {
    for (let step = this.#sequence.next(ts); step !== undefined; step = this.#sequence.next(ts)) {
      this.#loop.takeStep(step);
    }
  }

  #take(cursor: MarketCursor): void {
    const ts = cursor.tsFront;
    if (ts > this.#tsLast) this.#account.leave(this.#tsLast, ts);
    if (!this.#account.isTrading && ts >= this.#tsFrom) this.#startTrading();
    const standsForBar = cursor instanceof BarCursor;
    const input = cursor.take();
    this.#payFundingUpTo(ts);
    this.#runUpTo(ts);
    this.#loop.takeInput(input);
    this.#account.notePrice();
    this.#tally.countInput(input, standsForBar);
    this.#tsLast = ts;
  }

  /** All quotes that are left of bars side by side at once, where they move nothing but prices. */
  #passBars(bars: readonly BarCursor[]): boolean {
    const [lead] = bars;
    if (lead === undefined || !this.#areSideBySide(bars, lead)) return false;
    const { point, tsFront, tsLastPoint } = lead;
    if (tsFront > this.#tsLast) this.#account.leave(this.#tsLast, tsFront, tsLastPoint);
    this.#runUpTo(tsFront);
    if (this.#venue.nextDueTs() !== undefined) return false;
    if (!this.#desk.quiet.passBars(bars, point, tsLastPoint)) return false;
    this.#sequence.skipTo(tsLastPoint);
    for (const bar of bars) {
      this.#venue.onQuote(bar.last());
      bar.skipPoints();
    }
    this.#account.passed(lead, point);
    this.#tsLast = tsLastPoint;
    return true;
  }

  /** At one point of one bar's time, with nothing of the run's own to do before its end. */
  #areSideBySide(bars: readonly BarCursor[], lead: BarCursor): boolean {
    const { point, tsOpen, tsLastPoint } = lead;
    if (lead.isBarFront || !isFinite(lead.tsFront)) return false;
    if (this.#funding.tsNext <= tsLastPoint || tsLastPoint > this.#tsTo) return false;
    if (!this.#account.isTrading && tsLastPoint >= this.#tsFrom) return false;
    for (const bar of bars) if (bar.tsOpen !== tsOpen || bar.point !== point) return false;
    return true;
  }

  #noteEffect(effect: Effect): void {
    this.#options.onEffect?.(effect);
    this.#tally.countEffect(effect);
    if (effect.type === 'RecordFill') this.#account.noteFill(this.#loop.tsNow);
  }

  /** By the desk's own hand, so that fees, slippage and records are those of any other close. */
  #closeOpen(): void {
    const { latencyMs, latencyJitterMs = 0 } = this.#options.costs;
    const travelMs = DRAIN_MS + (latencyMs + latencyJitterMs) * 2;
    const tsClose = this.#tsLast + travelMs;
    this.#runUpTo(tsClose);
    this.#tally.isEnding = true;
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
    const span = { tsFrom: this.#tsFrom, tsLast };
    const left = this.#desk.view
      .positions()
      .map(({ symbol }) => `${symbol}: a position could not be closed at the end of the data`);
    return {
      tsFirst: this.tsFirst,
      ...span,
      counts: { bars, quotes, trades, orders, fills, denials },
      gaps: tally.gaps.gaps,
      startingBalance,
      net: totals.net,
      gross: totals.realised,
      fees: totals.fees,
      funding: asMoney(totals.net - totals.realised + totals.fees),
      closedTrades: tally.closedTrades,
      ...this.#account.summary(startingBalance, span),
      denialsByCode: tally.denialsByCode,
      warnings: [...this.#tally.warnings(), ...left],
    };
  }
}

function createVenue({ costs, desk, seed = 1 }: BacktestOptions, memory: VenueMemory) {
  const { latencyJitterMs = 0, ...rest } = costs;
  const rng = createRng(seed).fork('latency');
  return createMatchingVenue({
    ...rest,
    instruments: desk.instruments,
    startingMemory: memory,
    ...(latencyJitterMs > 0 && {
      drawDelayMs: () => Math.floor(rng.next() * (latencyJitterMs + 1)),
    }),
  });
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
