import type { EpochMs } from '../../../kernel/clock.ts';
import { RingBuffer } from '../../../kernel/ring-buffer.ts';
import type { CalibrationCase } from './calibration-case.ts';
import { asCalibrationCase, canBeCase, type CaseOpening } from './open-case.ts';
import {
  createSymbolCases,
  type CaseClosings,
  type SymbolCases,
  type SymbolCasesState,
} from './symbol-cases.ts';

export interface CaseBookOptions {
  /** Resolved cases kept of each version, the oldest go first: no busy forecaster makes another one unknown again. */
  readonly keep: number;
  /** A symbol without a price for longer: nobody knows which level came first. */
  readonly maxGapMs: number;
}

/** How many cases of a version had been resolved when it was asked; the newest of them are kept. */
export type ResolvedCount = readonly [version: string, count: number];

/** Plain JSON. */
export interface CaseBookState {
  /** Version by version, oldest first. */
  readonly resolved: readonly CalibrationCase[];
  /** Absent: of each version as many as are kept. */
  readonly counts?: readonly ResolvedCount[];
  readonly symbols: readonly SymbolCasesState[];
  readonly voided: number;
}

/**
 * Stated probabilities that wait for their event. One ATR above the price the upper level, one below the lower; an event
 * has happened when its own level is met first, and has not when neither was by the end of the horizon (a price at that
 * very moment still counts). Time is the desk's and does not step back.
 */
export interface CaseBook {
  /**
   * To be called when the probability is stated: prices before this call are not looked at. False: there already, or
   * no case (a figure that is not above zero, a probability outside 0..1).
   */
  open(opening: CaseOpening): boolean;
  /** The cases this price closes, in the order they were opened; called on every quote. */
  onPrice(symbol: string, mid: number, ts: EpochMs): readonly CalibrationCase[];
  /** The cases that time alone closes. */
  onClock(ts: EpochMs): readonly CalibrationCase[];
  /** Resolved ones, version by version, oldest first; then the open ones. */
  cases(): readonly CalibrationCase[];
  /** Of one version, oldest first; the same list until another one is resolved. */
  resolved(version: string): readonly CalibrationCase[];
  /** By version, in the order they came up. */
  counts(): readonly ResolvedCount[];
  /** What is open, symbol by symbol; a list stays the same one until something in it changes. */
  openings(): readonly SymbolCasesState[];
  readonly openCount: number;
  /** Dropped since the beginning, because the symbol had no price for too long. */
  readonly voided: number;
  state(): CaseBookState;
}

const NONE: readonly CalibrationCase[] = Object.freeze([]);

type Identity = Pick<CalibrationCase, 'decisionId' | 'version' | 'event'>;

/** One question may be answered by several forecasters. */
const isTwin = (one: Identity, other: Identity): boolean =>
  one.decisionId === other.decisionId && one.version === other.version && one.event === other.event;

interface KeptCases {
  readonly newest: RingBuffer<CalibrationCase>;
  /** Those that are not kept any more included. */
  count: number;
  /** `newest` as it is read; undefined since the last one came. */
  list: readonly CalibrationCase[] | undefined;
}

class SymbolCaseBook implements CaseBook {
  readonly #options: CaseBookOptions;
  /** By version. */
  readonly #resolved = new Map<string, KeptCases>();
  /** Only symbols with something open. */
  readonly #symbols = new Map<string, SymbolCases>();
  #voided = 0;

  constructor(options: CaseBookOptions, state?: CaseBookState) {
    this.#options = options;
    if (state !== undefined) this.#restore(state);
  }

  #restore({ resolved, counts = [], symbols, voided }: CaseBookState): void {
    this.#voided = voided;
    for (const item of resolved) this.#keep(item);
    for (const [version, count] of counts) {
      const kept = this.#resolved.get(version);
      if (kept !== undefined) kept.count = Math.max(kept.count, count);
    }
    for (const item of symbols) {
      this.#symbols.set(item.symbol, createSymbolCases(item, this.#options.maxGapMs));
    }
  }

  get openCount(): number {
    let count = 0;
    for (const { open } of this.#symbols.values()) count += open.length;
    return count;
  }

  get voided(): number {
    return this.#voided;
  }

  open(opening: CaseOpening): boolean {
    if (!canBeCase(opening) || this.#holds(opening)) return false;
    this.#ensureSymbol(opening).add({ ...opening, isWatched: false });
    return true;
  }

  onPrice(symbol: string, mid: number, ts: EpochMs): readonly CalibrationCase[] {
    const cases = this.#symbols.get(symbol);
    if (cases === undefined) return NONE;
    const closings = cases.onPrice(mid, ts);
    if (closings.resolved.length === 0 && closings.voided === 0) return NONE;
    this.#note(symbol, cases, closings);
    return closings.resolved;
  }

  onClock(ts: EpochMs): readonly CalibrationCase[] {
    let closed = NONE;
    for (const [symbol, cases] of this.#symbols) {
      const closings = cases.onClock(ts);
      if (closings.resolved.length === 0 && closings.voided === 0) continue;
      this.#note(symbol, cases, closings);
      closed = [...closed, ...closings.resolved];
    }
    return closed;
  }

  cases(): readonly CalibrationCase[] {
    const open = [...this.#symbols.values()].flatMap((cases) => cases.open);
    return [...this.#resolvedCases(), ...open.map((item) => asCalibrationCase(item))];
  }

  resolved(version: string): readonly CalibrationCase[] {
    const kept = this.#resolved.get(version);
    return kept === undefined ? NONE : (kept.list ??= kept.newest.toArray());
  }

  counts(): readonly ResolvedCount[] {
    return [...this.#resolved].map(([version, { count }]) => [version, count]);
  }

  openings(): readonly SymbolCasesState[] {
    return [...this.#symbols.values()].map((cases) => cases.state());
  }

  state(): CaseBookState {
    const symbols = this.openings();
    const resolved = this.#resolvedCases();
    return { resolved, counts: this.counts(), symbols, voided: this.#voided };
  }

  #keep(item: CalibrationCase): void {
    const kept = this.#resolved.get(item.version) ?? this.#ensureVersion(item.version);
    kept.newest.push(item);
    kept.count += 1;
    kept.list = undefined;
  }

  #ensureVersion(version: string): KeptCases {
    const kept = {
      newest: new RingBuffer<CalibrationCase>(this.#options.keep),
      count: 0,
      list: NONE,
    };
    this.#resolved.set(version, kept);
    return kept;
  }

  #resolvedCases(): readonly CalibrationCase[] {
    return [...this.#resolved.keys()].flatMap((version) => this.resolved(version));
  }

  #holds(opening: CaseOpening): boolean {
    const isKnown = (item: Identity): boolean => isTwin(item, opening);
    for (const { open } of this.#symbols.values()) if (open.some(isKnown)) return true;
    return this.resolved(opening.version).some(isKnown);
  }

  #ensureSymbol({ symbol, tsDecided }: CaseOpening): SymbolCases {
    const cases =
      this.#symbols.get(symbol) ??
      createSymbolCases({ symbol, tsPrice: tsDecided, open: [] }, this.#options.maxGapMs);
    this.#symbols.set(symbol, cases);
    return cases;
  }

  #note(symbol: string, { open }: SymbolCases, { resolved, voided }: CaseClosings): void {
    for (const item of resolved) this.#keep(item);
    this.#voided += voided;
    if (open.length === 0) this.#symbols.delete(symbol);
  }
}

export const createCaseBook = (options: CaseBookOptions, state?: CaseBookState): CaseBook =>
  new SymbolCaseBook(options, state);
