import type { Candle } from '@quarterdeck/core/model/candle';
import type { Instrument } from '@quarterdeck/core/model/instrument';
import type { Quote } from '@quarterdeck/core/model/tick';
import { candlePairQuotes, candleQuotes } from '@quarterdeck/core/simulation/candle-quotes';
import type { MarketInput } from '../../ports/venue.ts';

/** Both sides as recorded; may be crossed where a source made them apart. */
export interface BarSides {
  readonly bid: Candle;
  readonly ask: Candle;
}

/** The quotes that stand for a bar, oldest first, stamped from its start to before its end; never crossed. */
export type CandleQuotes = (candle: Candle, sides?: BarSides) => readonly Quote[];

/** Recorded sides give their own spread; a bar of one price gets `spreadBps` around it. */
export function createCandleQuotes(instrument: Instrument, spreadBps: number): CandleQuotes {
  const { tickSize } = instrument;
  return (candle, sides) =>
    sides === undefined
      ? candleQuotes(candle, { tickSize, spreadBps })
      : candlePairQuotes(sides.bid, sides.ask, tickSize);
}

/** The quotes of the bar, then the finished bar, which is known at its end and not before. */
export function pushCandleInputs(
  inputs: MarketInput[],
  candle: Candle,
  quotes: readonly Quote[],
): void {
  for (const quote of quotes) inputs.push({ type: 'quote', quote });
  inputs.push({ type: 'candle', candle });
}
