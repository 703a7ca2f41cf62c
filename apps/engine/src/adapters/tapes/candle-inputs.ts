import type { Candle } from '@quarterdeck/core/model/candle';
import type { Price } from '@quarterdeck/core/kernel/decimal';
import type { Quote } from '@quarterdeck/core/model/tick';
import type { MarketInput } from '../../ports/venue.ts';

/** The four prices of one side of a bar. */
export interface BarPrices {
  readonly open: Price;
  readonly high: Price;
  readonly low: Price;
  readonly close: Price;
}

/** Both sides as recorded; may be crossed where a source made them apart. */
export interface BarSides {
  readonly bid: BarPrices;
  readonly ask: BarPrices;
}

/**
 * The quotes that stand for a bar, oldest first, stamped from its start to before its end. A maker of
 * quotes must take the path that is worse for whoever holds a position, and must never cross a quote.
 */
export type CandleQuotes = (candle: Candle, sides?: BarSides) => readonly Quote[];

/** The quotes of the bar, then the finished bar itself. */
export function pushCandleInputs(
  inputs: MarketInput[],
  candle: Candle,
  quotes: readonly Quote[],
): void {
  for (const quote of quotes) inputs.push({ type: 'quote', quote });
  inputs.push({ type: 'candle', candle });
}
