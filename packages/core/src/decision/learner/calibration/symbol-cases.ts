import type { EpochMs } from '../../../kernel/clock.ts';
import type { CalibrationCase } from './calibration-case.ts';
import {
  asCalibrationCase,
  endOf,
  lowerLevel,
  tsEndOf,
  upperLevel,
  type CaseMoment,
  type OpenCase,
} from './open-case.ts';

export interface SymbolCasesState {
  readonly symbol: string;
  readonly tsPrice: EpochMs;
  /** In the order they were opened. */
  readonly open: readonly OpenCase[];
}

export interface SymbolCases {
  readonly open: readonly OpenCase[];
  add(item: OpenCase): void;
  /** Ignored when it is no price, or older than the newest one. */
  onPrice(mid: number, ts: EpochMs): CaseClosings;
  onClock(ts: EpochMs): CaseClosings;
  state(): SymbolCasesState;
}

export interface CaseClosings {
  readonly resolved: readonly CalibrationCase[];
  readonly voided: number;
}

/** One shared object: a price that closes nothing allocates nothing. */
const NO_CLOSINGS: CaseClosings = Object.freeze({ resolved: [], voided: 0 });

/** Nearest level on each side and earliest end of all open cases; everything else is not looked at. */
class WatchedCases implements SymbolCases {
  readonly #symbol: string;
  readonly #maxGapMs: number;
  #open: readonly OpenCase[];
  #tsPrice: EpochMs;
  #above = 0;
  #below = 0;
  #tsEnd = 0;

  constructor({ symbol, tsPrice, open }: SymbolCasesState, maxGapMs: number) {
    this.#symbol = symbol;
    this.#maxGapMs = maxGapMs;
    this.#open = open;
    this.#tsPrice = tsPrice;
    this.#retune();
  }

  get open(): readonly OpenCase[] {
    return this.#open;
  }

  add(item: OpenCase): void {
    this.#open = [...this.#open, item];
    this.#retune();
  }

  onPrice(mid: number, ts: EpochMs): CaseClosings {
    if (!(mid > 0 && mid < Infinity) || !(ts >= this.#tsPrice)) return NO_CLOSINGS;
    const isQuiet =
      mid < this.#above &&
      mid > this.#below &&
      ts <= this.#tsEnd &&
      ts - this.#tsPrice <= this.#maxGapMs;
    const closings = isQuiet ? NO_CLOSINGS : this.#close(ts, mid);
    this.#tsPrice = ts;
    return closings;
  }

  onClock(ts: EpochMs): CaseClosings {
    if (ts <= this.#tsEnd && ts - this.#tsPrice <= this.#maxGapMs) return NO_CLOSINGS;
    return this.#close(ts, null);
  }

  state(): SymbolCasesState {
    return { symbol: this.#symbol, tsPrice: this.#tsPrice, open: this.#open };
  }

  #close(ts: EpochMs, mid: number | null): CaseClosings {
    const moment = { ts, mid, tsPriceBefore: this.#tsPrice, maxGapMs: this.#maxGapMs };
    const left: OpenCase[] = [];
    const resolved: CalibrationCase[] = [];
    for (const item of this.#open) this.#settle(item, moment, { left, resolved });
    const voided = this.#open.length - left.length - resolved.length;
    this.#open = left;
    this.#retune();
    return { resolved, voided };
  }

  #settle(
    item: OpenCase,
    moment: CaseMoment,
    { left, resolved }: { left: OpenCase[]; resolved: CalibrationCase[] },
  ): void {
    const isAhead = moment.ts < item.tsDecided;
    const end = isAhead ? null : endOf(item, moment);
    if (end?.kind === 'known') resolved.push(asCalibrationCase(item, end));
    if (end !== null) return;
    const isWatched = item.isWatched || (moment.mid !== null && !isAhead);
    left.push(isWatched === item.isWatched ? item : { ...item, isWatched });
  }

  #retune(): void {
    this.#above = Infinity;
    this.#below = 0;
    this.#tsEnd = Infinity;
    for (const item of this.#open) {
      // The first price of a new case is always looked at: from it on the gap is the symbol's.
      this.#above = Math.min(this.#above, item.isWatched ? upperLevel(item) : 0);
      this.#below = Math.max(this.#below, lowerLevel(item));
      this.#tsEnd = Math.min(this.#tsEnd, tsEndOf(item));
    }
  }
}

export const createSymbolCases = (state: SymbolCasesState, maxGapMs: number): SymbolCases =>
  new WatchedCases(state, maxGapMs);
