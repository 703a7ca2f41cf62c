import { ColumnCandle } from '@quarterdeck/core/model/column-candle';
import type { Candle } from '@quarterdeck/core/model/candle';
import type { BarColumns } from '@quarterdeck/core/model/columns';
import type { CandleReader } from '@quarterdeck/db/candle-store';
import type { HistoryStore, StoredSeries } from '../history/history-store.ts';
import { sliceBars } from '../history/slice-bars.ts';

export interface BarQuery {
  readonly symbol: string;
  readonly timeframeMs: number;
  /** Bars that begin before this, epoch ms. */
  readonly before: number;
  readonly limit: number;
}

export interface BarPage {
  /** The newest that fit, oldest first. */
  readonly bars: readonly Candle[];
  /** They come from the history store. */
  readonly isHistory: boolean;
}

/** Bars of the desk's own market first; what it does not keep comes from the history store. */
export interface ChartBars {
  /** Symbols of either, with the lengths there are, shortest first. */
  lengthsOf(symbol: string): readonly number[];
  symbols(): readonly string[];
  /** Of one origin: a page never mixes the desk's own bars with those of the history store. */
  list(query: BarQuery): BarPage;
}

export interface ChartBarsOptions {
  readonly candles: CandleReader;
  readonly history: Pick<HistoryStore, 'list' | 'bars'>;
}

function* candlesOf(block: BarColumns): Generator<Candle> {
  const { length, tsOpen, open, high, low, close, volume, sizeDecimals } = block;
  const at = (column: Float64Array, row: number): number => column[row] ?? 0;
  for (let row = 0; row < length; row += 1) {
    yield new ColumnCandle(block, at(tsOpen, row), {
      open: at(open, row),
      high: at(high, row),
      low: at(low, row),
      close: at(close, row),
      volume: at(volume, row),
      sizeDecimals,
    });
  }
}

/** The last rows before a time; what lies before them is read and dropped. */
function lastOf(blocks: Iterable<BarColumns>, { before, limit }: BarQuery): readonly Candle[] {
  let last: Candle[] = [];
  for (const block of blocks) {
    const part = sliceBars(block, Number.NEGATIVE_INFINITY, before);
    if (part.length === 0) break;
    const from = part.tsOpen[Math.max(0, part.length - limit)] ?? before;
    last = [...last, ...candlesOf(sliceBars(part, from, before))].slice(-limit);
  }
  return last;
}

const isOf =
  (symbol: string, timeframeMs: number) =>
  ({ series }: StoredSeries): boolean =>
    series.symbol === symbol && series.timeframeMs === timeframeMs;

export function createChartBars({ candles, history }: ChartBarsOptions): ChartBars {
  const listAll = () => [...candles.series(), ...history.list().map(({ series }) => series)];
  return {
    lengthsOf: (symbol) => {
      const own = listAll().filter((series) => series.symbol === symbol);
      return [...new Set(own.map(({ timeframeMs }) => timeframeMs))].sort((one, two) => one - two);
    },
    symbols: () => [...new Set(listAll().map(({ symbol }) => symbol))],
    list: (query) => {
      const kept = candles.list(query);
      if (kept.length > 0) return { bars: kept, isHistory: false };
      const stored = history.list().find(isOf(query.symbol, query.timeframeMs));
      const bars = stored === undefined ? [] : lastOf(history.bars(stored.series), query);
      return { bars, isHistory: bars.length > 0 };
    },
  };
}
