import type { EpochMs } from '@quarterdeck/core/kernel/clock';
import { earliestOf } from '@quarterdeck/core/simulation/backtest/market-cursor';
import type { MarketInput } from '@quarterdeck/core/simulation/market-input';
import type { DataFiles } from '../../backtest/data-files.ts';
import { openCursors } from '../../backtest/open-cursors.ts';

export interface TapeWindow {
  readonly spreadBps: number;
  /** Inputs after this are not read. */
  readonly tsTo?: EpochMs | undefined;
}

/** Values of their own: those of columns are views, and the journal writes down what an object holds. */
function plain(input: MarketInput): MarketInput {
  if (input.type === 'trade') return input;
  if (input.type === 'quote') {
    const { symbol, bid, ask, bidQty, askQty, tsEvent } = input.quote;
    return { type: 'quote', quote: { symbol, bid, ask, bidQty, askQty, tsEvent } };
  }
  const { symbol, timeframeMs, tsOpen, open, high, low, close, volume, ticks } = input.candle;
  const prices = { open, high, low, close };
  return {
    type: 'candle',
    candle: { symbol, timeframeMs, tsOpen, ...prices, volume, ticks },
  };
}

/** Merged by time as every backtest merges them; files are closed when the reader stops early. */
export function* tapeInputs(
  data: DataFiles,
  { spreadBps, tsTo = Infinity }: TapeWindow,
): Generator<MarketInput> {
  const { cursors, close } = openCursors(data, spreadBps);
  try {
    for (let cursor = earliestOf(cursors); cursor !== undefined; cursor = earliestOf(cursors)) {
      if (cursor.tsFront > tsTo) return;
      yield plain(cursor.take());
    }
  } finally {
    close();
  }
}
