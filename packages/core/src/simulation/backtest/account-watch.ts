import type { EpochMs } from '../../kernel/clock.ts';
import type { Money } from '../../kernel/decimal.ts';
import type { QuietDesk } from '../../desk-contract.ts';
import type { BarCursor } from './bar-cursor.ts';
import { BAR_POINTS } from './bar-path.ts';
import { EquityWatch } from './equity-watch.ts';
import type { BacktestOutcome } from './outcome.ts';

/** Looks at equity and exposure of a run, moment by moment, from the start of trading on. */
export class AccountWatch {
  readonly #quiet: QuietDesk;
  #equity: EquityWatch | undefined;
  #tsLeft = Number.NaN;
  /** A fill or a price has changed equity since it was last looked at. */
  #isUnseen = false;
  #exposedMs = 0;
  #tsExposed: EpochMs | undefined;

  constructor(quiet: QuietDesk) {
    this.#quiet = quiet;
  }

  get isTrading(): boolean {
    return this.#equity !== undefined;
  }

  startTrading(balance: Money, tsFrom: EpochMs): void {
    this.#equity = new EquityWatch(balance, tsFrom);
  }

  notePrice(): void {
    if (this.#quiet.openCount() > 0) this.#isUnseen = true;
  }

  noteMoney(): void {
    this.#isUnseen = true;
  }

  noteFill(ts: EpochMs): void {
    this.#isUnseen = true;
    const isExposed = this.#quiet.openCount() > 0;
    if (isExposed && this.#tsExposed === undefined) this.#tsExposed = ts;
    if (!isExposed && this.#tsExposed !== undefined) {
      this.#exposedMs += ts - this.#tsExposed;
      this.#tsExposed = undefined;
    }
  }

  /**
   * From the moment `tsLast` on to `ts`, and up to `tsReached` at once; exact equity of the moment left is needed where
   * the curve gets a point. Equity of a moment is known when all of its inputs are in: before the first one of the next.
   */
  leave(tsLast: EpochMs, ts: EpochMs, tsReached = ts): void {
    // Once: what happens on the way to `ts` belongs to the moment that follows.
    if (this.#tsLeft === tsLast) return;
    this.#tsLeft = tsLast;
    const isDue = this.#equity?.isSampleDue(tsReached) === true;
    if (this.#isUnseen || isDue) this.look(tsLast);
    if (isDue) this.#equity?.moveTo(ts);
  }

  look(ts: EpochMs): void {
    this.#isUnseen = false;
    if (this.#equity === undefined) return;
    const equity = this.#quiet.equity();
    if (equity !== undefined) this.#equity.see(equity, ts);
  }

  /** The points of bars that were taken over at once, from `first` on; `lead` has not moved past them yet. */
  passed(lead: BarCursor, first: number): void {
    const watch = this.#equity;
    if (watch === undefined) return;
    const quiet = this.#quiet;
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

  end(ts: EpochMs): void {
    this.look(ts);
    this.#equity?.end(ts);
  }

  /** What is known at the end, `balance` where trading never began. */
  summary(
    balance: Money,
    span: { readonly tsFrom: EpochMs; readonly tsLast: EpochMs },
  ): Pick<BacktestOutcome, 'equity' | 'drawdown' | 'exposedMs'> {
    const watch = this.#equity ?? new EquityWatch(balance, span.tsFrom);
    return {
      equity: watch.samples,
      drawdown: watch.drawdown(span.tsLast),
      exposedMs: this.#exposedMs,
    };
  }
}
