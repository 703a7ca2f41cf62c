import type { EpochMs } from '../../kernel/clock.ts';
import type { SymbolId } from '../../kernel/ids.ts';
import type { MarketInput } from '../market-input.ts';

/** One source of market data being read, oldest first. */
export interface MarketCursor {
  /** Undefined where one source holds several. */
  readonly symbol: SymbolId | undefined;
  /** When the next input happens; infinity at the end. */
  tsFront: EpochMs;
  /** Finished bars come before whatever else happens in their millisecond: they end where it begins. */
  isBarFront: boolean;
  /** The next input; moves on. Only while `tsFront` is finite. */
  take(): MarketInput;
}

/** Whose turn it is: the earliest, a finished bar among equals, then the source named first. */
export function earliestOf(cursors: readonly MarketCursor[]): MarketCursor | undefined {
  let first: MarketCursor | undefined;
  for (const cursor of cursors) {
    if (cursor.tsFront === Number.POSITIVE_INFINITY) continue;
    const isEarlier =
      first === undefined ||
      cursor.tsFront < first.tsFront ||
      (cursor.tsFront === first.tsFront && cursor.isBarFront && !first.isBarFront);
    if (isEarlier) first = cursor;
  }
  return first;
}
