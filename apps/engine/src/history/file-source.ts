import type { BarColumns } from '@quarterdeck/core/model/columns';
import { ensureColumns, type ColumnCacheOptions } from './columns/column-cache.ts';
import type { ColumnFileHead } from './columns/column-file-head.ts';
import { barsOfColumns, type BarsWanted } from './bars-of-columns.ts';
import { HistoryError } from './history-error.ts';
import type { HistoryQuery, HistorySource } from './history-source.ts';
import { sliceBars } from './slice-bars.ts';

/** Candles of a CSV file of candles, trades or quotes, written as `FILE` or `BASE/QUOTE=FILE`. */
export interface FileSource extends HistorySource {
  readonly head: ColumnFileHead;
  /** All whole bars of a timeframe. HistoryError when the file cannot give that one. */
  bars(timeframeMs: number): Iterable<BarColumns>;
}

/** TapeError when the file is none, with its line. */
export async function openFileSource(
  request: string,
  options: ColumnCacheOptions & Pick<BarsWanted, 'price'>,
): Promise<FileSource> {
  const { file, head } = await ensureColumns(request, options);
  const bars = (timeframeMs: number) => barsOfColumns(file, { timeframeMs, price: options.price });
  // The port is asynchronous for sources behind a network; a file is at hand.
  // eslint-disable-next-line @typescript-eslint/require-await
  async function* fetchCandles(query: HistoryQuery): AsyncGenerator<BarColumns> {
    if (query.symbol !== head.symbol) {
      throw new HistoryError(`${request} holds ${head.symbol}, not ${query.symbol}`);
    }
    for (const block of bars(query.timeframeMs)) {
      const part = sliceBars(block, query.from, query.to);
      if (part.length > 0) yield part;
    }
  }
  return { name: request, head, bars, fetchCandles };
}
