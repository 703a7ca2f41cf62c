import { MINUTE_MS, type EpochMs } from '../../kernel/clock.ts';
import type { SymbolId } from '../../kernel/ids.ts';
import type { DataGap } from './outcome.ts';

/** `ts` itself while the instrument's market is open, otherwise the start of its next session. */
export type NextOpenTs = (symbol: SymbolId, ts: EpochMs) => EpochMs;

/** Ticks have no grid: only a silence this long is a hole. */
const SILENCE_MS = 10 * MINUTE_MS;
const KEPT = 200;

/** Holes in the data inside opening hours, the longest of them kept. */
export class GapWatch {
  readonly #nextOpenTs: NextOpenTs;
  readonly #tsExpected = new Map<SymbolId, EpochMs>();
  #gaps: DataGap[] = [];

  constructor(nextOpenTs: NextOpenTs) {
    this.#nextOpenTs = nextOpenTs;
  }

  get gaps(): readonly DataGap[] {
    return this.#gaps.toSorted(longestFirst);
  }

  /** A finished bar: the next one is expected to begin where it ended. */
  seeBar(symbol: SymbolId, tsOpen: EpochMs, tsEnd: EpochMs): void {
    const tsExpected = this.#tsExpected.get(symbol);
    this.#tsExpected.set(symbol, tsEnd);
    if (tsExpected !== undefined && tsOpen > tsExpected) this.#note(symbol, tsExpected, tsOpen);
  }

  seeTick(symbol: SymbolId, ts: EpochMs): void {
    const tsBefore = this.#tsExpected.get(symbol);
    this.#tsExpected.set(symbol, ts);
    if (tsBefore === undefined || ts - tsBefore < SILENCE_MS) return;
    this.#note(symbol, tsBefore, ts);
  }

  #note(symbol: SymbolId, tsFrom: EpochMs, tsTo: EpochMs): void {
    const tsOpen = this.#nextOpenTs(symbol, tsFrom);
    if (tsOpen >= tsTo) return;
    this.#gaps.push({ symbol, tsFrom: tsOpen, tsTo });
    if (this.#gaps.length > KEPT * 2) this.#gaps = this.#gaps.toSorted(longestFirst).slice(0, KEPT);
  }
}

const longestFirst = (one: DataGap, other: DataGap): number =>
  other.tsTo - other.tsFrom - (one.tsTo - one.tsFrom);
