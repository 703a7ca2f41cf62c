import type { SymbolId } from '@quarterdeck/core/kernel/ids';
import type { Quote, Trade } from '@quarterdeck/core/model/tick';
import type { MarketInput } from '../../ports/venue.ts';
import { createCandleRows } from './candle-rows.ts';
import { pushCandleInputs, type CandleQuotes } from './candle-inputs.ts';
import type { TapeHead } from './inspect-tape.ts';
import { createQuoteRows } from './quote-rows.ts';
import { readRows, type RowCounts } from './read-rows.ts';
import { createTradeRows } from './trade-rows.ts';

export type TapeBatch = readonly MarketInput[];

/** One recorded source, ready to be read. */
export interface Tape {
  /** File name, or both names of a bid/ask pair. */
  readonly description: string;
  readonly symbol: SymbolId;
  readonly heads: readonly TapeHead[];
  /** Of the newest reading; grows while it goes on. */
  readonly counts: Readonly<RowCounts>;
  /** Reads from the start each time. Order is the file's; the delivery times never go back. TapeError on bad input. */
  batches(): AsyncIterable<TapeBatch>;
}

export interface TapeOptions {
  readonly skipBadRows: boolean;
  readonly candleQuotes: CandleQuotes;
  /** Set where no tape shows this symbol's quotes: the touch each trade proves. */
  readonly quoteOfTrade?: (trade: Trade) => Quote;
}

type TickRow = Extract<MarketInput, { type: 'quote' | 'trade' }>;

/** The quote first: whoever reacts to the trade already sees the touch it happened at. */
function tradeInputs(trade: Trade, quoteOfTrade: TapeOptions['quoteOfTrade']): readonly TickRow[] {
  const input: TickRow = { type: 'trade', trade };
  if (quoteOfTrade === undefined) return [input];
  return [{ type: 'quote', quote: quoteOfTrade(trade) }, input];
}

async function* readTicks(
  head: TapeHead,
  options: TapeOptions,
  counts: RowCounts,
): AsyncGenerator<TapeBatch> {
  const from = { file: head.file, skipBadRows: options.skipBadRows };
  if (head.format === 'trades') {
    for await (const rows of readRows(createTradeRows(head.symbol), from, counts)) {
      yield rows.flatMap((trade) => tradeInputs(trade, options.quoteOfTrade));
    }
    return;
  }
  const reader = createQuoteRows(head.symbol, head.format === 'sized-quotes');
  for await (const rows of readRows(reader, from, counts)) {
    yield rows.map((quote): TickRow => ({ type: 'quote', quote }));
  }
}

async function* readCandles(
  head: TapeHead & { readonly timeframeMs: number },
  options: TapeOptions,
  counts: RowCounts,
): AsyncGenerator<TapeBatch> {
  const reader = createCandleRows({ symbol: head.symbol, timeframeMs: head.timeframeMs });
  const from = { file: head.file, skipBadRows: options.skipBadRows };
  for await (const candles of readRows(reader, from, counts)) {
    const inputs: MarketInput[] = [];
    for (const candle of candles) pushCandleInputs(inputs, candle, options.candleQuotes(candle));
    yield inputs;
  }
}

/** A tape of one file. */
export function createTape(head: TapeHead, options: TapeOptions): Tape {
  const counts: RowCounts = { rows: 0, skippedRows: 0 };
  const { timeframeMs } = head;
  return {
    description: head.file,
    symbol: head.symbol,
    heads: [head],
    counts,
    batches: () => {
      Object.assign(counts, { rows: 0, skippedRows: 0 });
      return timeframeMs === undefined
        ? readTicks(head, options, counts)
        : readCandles({ ...head, timeframeMs }, options, counts);
    },
  };
}
