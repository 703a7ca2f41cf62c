import { asPrice } from '@quarterdeck/core/kernel/decimal';
import type { Candle } from '@quarterdeck/core/model/candle';
import type { MarketInput } from '../../ports/venue.ts';
import { createCandleRows } from './candle-rows.ts';
import { pushCandleInputs } from './candle-inputs.ts';
import type { TapeHead } from './inspect-tape.ts';
import { readRows, type RowCounts } from './read-rows.ts';
import type { Tape, TapeBatch, TapeOptions } from './tape.ts';

/** The two files of one instrument and timeframe. */
export interface BidAskHeads {
  readonly bid: TapeHead;
  readonly ask: TapeHead;
  readonly timeframeMs: number;
}

/** Half a unit of the eighth decimal is dropped: far below any tick. */
const midOf = (bid: bigint, ask: bigint) => asPrice((bid + ask) / 2n);

function midCandle(bid: Candle, ask: Candle): Candle {
  return {
    ...bid,
    open: midOf(bid.open, ask.open),
    high: midOf(bid.high, ask.high),
    low: midOf(bid.low, ask.low),
    close: midOf(bid.close, ask.close),
    ticks: Math.max(bid.ticks, ask.ticks),
  };
}

function readBars(
  head: TapeHead,
  timeframeMs: number,
  reading: { readonly skipBadRows: boolean; readonly counts: RowCounts },
): AsyncGenerator<readonly Candle[]> {
  const reader = createCandleRows({ symbol: head.symbol, timeframeMs });
  return readRows(reader, { file: head.file, skipBadRows: reading.skipBadRows }, reading.counts);
}

/** Queue over batches: `peek` refills, so that a bar can be compared before it is taken. */
class BarQueue {
  readonly #batches: AsyncGenerator<readonly Candle[]>;
  #bars: readonly Candle[] = [];
  #index = 0;

  constructor(batches: AsyncGenerator<readonly Candle[]>) {
    this.#batches = batches;
  }

  /** True while a bar is at hand; waits for the file only when the batch is used up. */
  async fill(): Promise<boolean> {
    while (this.#index >= this.#bars.length) {
      const next = await this.#batches.next();
      if (next.done === true) return false;
      this.#bars = next.value;
      this.#index = 0;
    }
    return true;
  }

  get front(): Candle | undefined {
    return this.#bars[this.#index];
  }

  drop(): void {
    this.#index += 1;
  }

  async close(): Promise<void> {
    await this.#batches.return(undefined);
  }
}

/** Moves every pair that both batches hold into `inputs`; a bar that only one side has is skipped and counted. */
function drainPairs(
  sides: { readonly bids: BarQueue; readonly asks: BarQueue },
  options: TapeOptions,
  counts: RowCounts,
): MarketInput[] {
  const inputs: MarketInput[] = [];
  for (;;) {
    const bid = sides.bids.front;
    const ask = sides.asks.front;
    if (bid === undefined || ask === undefined) return inputs;
    if (bid.tsOpen === ask.tsOpen) {
      const candle = midCandle(bid, ask);
      pushCandleInputs(inputs, candle, options.candleQuotes(candle, { bid, ask }));
      counts.rows += 1;
    } else counts.skippedRows += 1;
    if (bid.tsOpen <= ask.tsOpen) sides.bids.drop();
    if (ask.tsOpen <= bid.tsOpen) sides.asks.drop();
  }
}

async function* readPairs(
  heads: BidAskHeads,
  options: TapeOptions,
  counts: RowCounts,
): AsyncGenerator<TapeBatch> {
  const bidCounts: RowCounts = { rows: 0, skippedRows: 0 };
  const askCounts: RowCounts = { rows: 0, skippedRows: 0 };
  const { skipBadRows } = options;
  const open = (head: TapeHead, own: RowCounts) =>
    new BarQueue(readBars(head, heads.timeframeMs, { skipBadRows, counts: own }));
  const bids = open(heads.bid, bidCounts);
  const asks = open(heads.ask, askCounts);
  const unpaired: RowCounts = { rows: 0, skippedRows: 0 };
  const count = (): void => {
    counts.rows = unpaired.rows;
    counts.skippedRows = unpaired.skippedRows + bidCounts.skippedRows + askCounts.skippedRows;
  };
  try {
    while ((await bids.fill()) && (await asks.fill())) {
      const inputs = drainPairs({ bids, asks }, options, unpaired);
      count();
      if (inputs.length > 0) yield inputs;
    }
  } finally {
    count();
    await Promise.all([bids.close(), asks.close()]);
  }
}

/**
 * Bid and ask bars paired by stamp: a bar of mid prices, and quotes that carry the recorded spread.
 * Bars only one file has cannot be quoted and count as skipped.
 */
export function createBidAskTape(heads: BidAskHeads, options: TapeOptions): Tape {
  const counts: RowCounts = { rows: 0, skippedRows: 0 };
  return {
    description: `${heads.bid.file} + ${heads.ask.file}`,
    symbol: heads.bid.symbol,
    heads: [heads.bid, heads.ask],
    counts,
    batches: () => {
      Object.assign(counts, { rows: 0, skippedRows: 0 });
      return readPairs(heads, options, counts);
    },
  };
}
