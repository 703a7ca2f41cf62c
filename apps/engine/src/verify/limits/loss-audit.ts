import { startOfUtcDay, type EpochMs } from '@quarterdeck/core/kernel/clock';
import type { Desk } from '@quarterdeck/core/desk-contract';
import { formatMoney, type Money } from '@quarterdeck/core/kernel/decimal';
import type { Effect } from '@quarterdeck/core/model/effect';
import type { DeskEvent } from '@quarterdeck/core/model/event';
import type { Findings } from '../findings.ts';
import { EquityBook, hasFallen, thresholdOf } from './equity-book.ts';
import type { DeskWatch } from './watch-desk.ts';

export interface LossLimits {
  readonly startingBalance: bigint;
  readonly maxDailyLoss: bigint;
  readonly maxDrawdownPct: number;
}

const text = (amount: bigint): string => formatMoney(amount as Money);

/** Equity is compared with its limits every second and after every fill. */
const isComparison = (event: DeskEvent): boolean =>
  event.type === 'ClockAdvanced' ||
  (event.type === 'VenueReported' && event.report.type === 'OrderFilled');

/**
 * Works out equity, its peak and the loss of the day by another way than the desk's, after every event, and says when
 * the breaker has to trip: then, and not one comparison before.
 */
export class LossAudit implements DeskWatch {
  readonly #findings: Findings;
  readonly #limits: LossLimits;
  readonly #book: EquityBook;
  #tsDay: EpochMs | undefined;
  #dayStart: bigint;
  peak: bigint;
  equity: bigint;
  tsTripped: EpochMs | undefined;
  /** Equity at the last comparison that let it stand, and at the one that tripped it. */
  lastAbove: bigint;
  atTrip: bigint | undefined;
  lowest: bigint;
  comparisons = 0;
  entries = 0;
  /** Entries let through before the first day's loss reached its limit, and after the day had turned. */
  entriesOfDay = new Map<EpochMs, number>();
  isOverDailyLoss = false;

  constructor(findings: Findings, limits: LossLimits) {
    this.#findings = findings;
    this.#limits = limits;
    this.#book = new EquityBook(limits.startingBalance);
    this.#dayStart = limits.startingBalance;
    this.peak = limits.startingBalance;
    this.equity = limits.startingBalance;
    this.lastAbove = limits.startingBalance;
    this.lowest = limits.startingBalance;
  }

  /** Equity at and below which the breaker has to trip, by the peak so far. */
  get threshold(): bigint {
    return thresholdOf(this.peak, this.#limits.maxDrawdownPct);
  }

  see(event: DeskEvent, effects: readonly Effect[], desk: Desk): void {
    if (event.type === 'QuoteReceived') this.#book.quote(event.quote.symbol, event.quote);
    for (const effect of effects) if (effect.type === 'RecordFill') this.#book.fill(effect.fill);
    this.equity = this.#book.equity();
    if (this.equity < this.lowest) this.lowest = this.equity;
    this.#tsDay ??= startOfUtcDay(event.ts);
    if (desk.view.phase === 'running' && isComparison(event)) this.#compare(event, desk);
    this.isOverDailyLoss = this.#dayStart - this.equity >= this.#limits.maxDailyLoss;
    for (const effect of effects) {
      if (effect.type === 'SubmitOrder' && effect.purpose === 'entry') this.#judgeEntry(event);
    }
    this.#equalTrip(event, desk);
  }

  #compare(event: DeskEvent, desk: Desk): void {
    this.comparisons += 1;
    const day = startOfUtcDay(event.ts);
    if (day !== this.#tsDay) {
      this.#tsDay = day;
      this.#dayStart = this.equity;
    }
    if (this.equity > this.peak) this.peak = this.equity;
    this.#findings.look('limits.breaker', desk.view.pnl().equity === this.equity, () => ({
      where: `event ${event.seq} ${event.type}: equity`,
      expected: text(this.equity),
      found: text(desk.view.pnl().equity),
    }));
    if (this.tsTripped !== undefined) return;
    if (!hasFallen(this.equity, this.peak, this.#limits.maxDrawdownPct)) {
      this.lastAbove = this.equity;
      return;
    }
    this.tsTripped = event.ts;
    this.atTrip = this.equity;
  }

  #judgeEntry(event: DeskEvent): void {
    this.entries += 1;
    const day = this.#tsDay ?? 0;
    this.entriesOfDay.set(day, (this.entriesOfDay.get(day) ?? 0) + 1);
    const { maxDailyLoss, maxDrawdownPct } = this.#limits;
    this.#findings.look('limits.daily_loss', !this.isOverDailyLoss, () => ({
      where: `event ${event.seq} ${event.type}, an entry left`,
      expected: `none at a loss of ${text(maxDailyLoss)} or more`,
      found: `loss of the day ${text(this.#dayStart - this.equity)}`,
    }));
    const isOver =
      this.tsTripped !== undefined || hasFallen(this.equity, this.peak, maxDrawdownPct);
    this.#findings.look('limits.breaker', !isOver, () => ({
      where: `event ${event.seq} ${event.type}, an entry left`,
      expected: `none at an equity of ${text(this.threshold)} or less`,
      found: text(this.equity),
    }));
  }

  #equalTrip(event: DeskEvent, desk: Desk): void {
    const found = desk.view.riskMemory.breakerTrippedTs;
    this.#findings.look('limits.breaker', found === this.tsTripped, () => ({
      where: `event ${event.seq} ${event.type}, equity ${text(this.equity)}, trips at ${text(this.threshold)}`,
      expected: this.tsTripped === undefined ? 'not tripped' : `tripped at ${this.tsTripped}`,
      found: found === undefined ? 'not tripped' : `tripped at ${found}`,
    }));
  }
}
