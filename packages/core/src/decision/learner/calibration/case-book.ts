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

/** Plain JSON. */
export interface CaseBookState {
  /** Version by version, oldest first. */
  readonly resolved: readonly CalibrationCase[];
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

class SymbolCaseBook implements CaseBook {
  readonly #options: CaseBookOptions;
  /** By version. */
  readonly #resolved = new Map<string, RingBuffer<CalibrationCase>>();
  /** Only symbols with something open. */
  readonly #symbols = new Map<string, SymbolCases>();
  #voided: number;

  constructor(options: CaseBookOptions, state?: CaseBookState) {
    this.#options = options;
    this.#voided = state?.voided ?? 0;
    for (const item of state?.resolved ?? []) this.#keep(item);
    for (const item of state?.symbols ?? []) {
      this.#symbols.set(item.symbol, createSymbolCases(item, options.maxGapMs));
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
    return [...this.#resolvedCases(), ...this.#openCases().map((item) => asCalibrationCase(item))];
  }

  state(): CaseBookState {
    const symbols = [...this.#symbols.values()].map((cases) => cases.state());
    return { resolved: this.#resolvedCases(), symbols, voided: this.#voided };
  }

  #keep(item: CalibrationCase): void {
    const kept = this.#resolved.get(item.version) ?? new RingBuffer(this.#options.keep);
    kept.push(item);
    this.#resolved.set(item.version, kept);
  }

  #resolvedCases(): readonly CalibrationCase[] {
    return [...this.#resolved.values()].flatMap((kept) => kept.toArray());
  }

  #openCases(): readonly CaseOpening[] {
    return [...this.#symbols.values()].flatMap(({ open }) => open);
  }

  #holds(opening: CaseOpening): boolean {
    return [...this.#openCases(), ...this.#resolvedCases()].some((item) => isTwin(item, opening));
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
