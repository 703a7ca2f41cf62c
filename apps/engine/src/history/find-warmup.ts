import type { EpochMs } from '@quarterdeck/core/kernel/clock';
import type { Candle } from '@quarterdeck/core/model/candle';
import { ColumnCandle } from '@quarterdeck/core/model/column-candle';
import type { BarColumns } from '@quarterdeck/core/model/columns';
import { barsOfColumns } from './bars-of-columns.ts';
import { findGapBetween, type Grid } from './find-gaps.ts';
import type { HistoryStore } from './history-store.ts';
import { LEAST_CANDLES } from './seed-history.ts';
import { calendarOf, type Series } from './series.ts';

export interface WarmupQuery {
  readonly store: Pick<HistoryStore, 'list'>;
  /** What the market that begins is made of; candles of anything else are not its past. */
  readonly series: Series;
  /** The newest so many. */
  readonly count: number;
  /** Where the market begins. */
  readonly tsStart: EpochMs;
}

/** The series itself, or of those it can be made of the one with the longest candles. */
function findStored({ store, series }: WarmupQuery) {
  const { venue, symbol, side, timeframeMs } = series;
  return store
    .list()
    .filter(({ series: { venue: other, ...each } }) => {
      const isSame = other === venue && each.symbol === symbol && each.side === side;
      return isSame && timeframeMs % each.timeframeMs === 0;
    })
    .reduce<ReturnType<HistoryStore['list']>[number] | undefined>(
      (longest, each) =>
        each.series.timeframeMs > (longest?.series.timeframeMs ?? 0) ? each : longest,
      undefined,
    );
}

function candleOf(block: BarColumns, row: number): Candle {
  const { symbol, timeframeMs, sizeDecimals } = block;
  const at = (column: Float64Array) => column[row] ?? Number.NaN;
  const { open, high, low, close, volume, ticks } = new ColumnCandle(block, at(block.tsOpen), {
    open: at(block.open),
    high: at(block.high),
    low: at(block.low),
    close: at(block.close),
    volume: at(block.volume),
    sizeDecimals,
  });
  return { symbol, timeframeMs, tsOpen: at(block.tsOpen), open, high, low, close, volume, ticks };
}

/** Candles finished by `tsEnd`, as far back as nothing is missing between them; at most `count`. */
function readUnbroken(blocks: Iterable<BarColumns>, grid: Grid, end: Ending): Candle[] {
  const { tsEnd, count } = end;
  let run: Candle[] = [];
  for (const block of blocks) {
    for (let row = 0; row < block.length; row += 1) {
      const tsOpen = block.tsOpen[row] ?? tsEnd;
      if (tsOpen + grid.timeframeMs > tsEnd) return run.slice(-count);
      const tsDue = (run.at(-1)?.tsOpen ?? tsOpen) + grid.timeframeMs;
      if (findGapBetween(grid, tsDue, tsOpen) !== undefined) run = [];
      if (run.length >= 2 * count) run = run.slice(-count);
      run.push(candleOf(block, row));
    }
  }
  return run.slice(-count);
}

interface Ending {
  readonly tsEnd: EpochMs;
  readonly count: number;
}

/**
 * The stored candles that lead up to a market's first bar without a hole, oldest first; none where the last of them and
 * one timeframe is not where that bar begins, or where there are fewer than twenty. ColumnFileError when a file is damaged.
 */
export function findWarmup(query: WarmupQuery): readonly Candle[] {
  const { series, count, tsStart } = query;
  const { timeframeMs, symbol } = series;
  const stored = findStored(query);
  if (stored === undefined || count === 0) return [];
  const grid = { timeframeMs, calendar: calendarOf(symbol) };
  const tsEnd = Math.floor(tsStart / timeframeMs) * timeframeMs;
  const blocks = barsOfColumns(stored.file, { timeframeMs, price: 'mid' });
  const run = readUnbroken(blocks, grid, { tsEnd, count });
  const last = run.at(-1);
  if (last === undefined || run.length < LEAST_CANDLES) return [];
  const hole = findGapBetween(grid, last.tsOpen + timeframeMs, tsEnd);
  return hole === undefined ? run : [];
}
