import type { EpochMs } from '../../kernel/clock.ts';
import type { SymbolId } from '../../kernel/ids.ts';
import { tsOfInput, type MarketInput } from '../market-input.ts';
import type { BarCursor } from './bar-cursor.ts';

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
  /** The same source as bars, where it is one. */
  readonly bars: BarCursor | undefined;
}

/** Inputs that somebody else has put in order. */
export function createInputCursor(inputs: Iterable<MarketInput>): MarketCursor {
  const iterator = inputs[Symbol.iterator]();
  let front = iterator.next();
  const frontTs = (): EpochMs =>
    front.done === true ? Number.POSITIVE_INFINITY : tsOfInput(front.value);
  const cursor: MarketCursor = {
    symbol: undefined,
    tsFront: frontTs(),
    isBarFront: front.done !== true && front.value.type === 'candle',
    bars: undefined,
    take: () => {
      if (front.done === true) throw new RangeError('the inputs are used up');
      const input = front.value;
      front = iterator.next();
      cursor.tsFront = frontTs();
      cursor.isBarFront = front.done !== true && front.value.type === 'candle';
      return input;
    },
  };
  return cursor;
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
