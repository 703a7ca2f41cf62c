import { createBarBuilder, type QuotePrice } from '@quarterdeck/core/market/build-bars';
import { createResampler } from '@quarterdeck/core/market/resample-bars';
import type { BarColumns, ColumnBlock } from '@quarterdeck/core/model/columns';
import { openColumns, type ColumnFile } from './columns/open-columns.ts';
import { HistoryError } from './history-error.ts';
import { calendarOf } from './series.ts';
import { sliceBars } from './slice-bars.ts';
import { formatTimeframe } from './timeframe.ts';

export interface BarsWanted {
  readonly timeframeMs: number;
  /** Which price of quotes. */
  readonly price: QuotePrice;
}

function* resample(blocks: Iterable<ColumnBlock>, timeframeMs: number): Generator<BarColumns> {
  const resampler = createResampler({ timeframeMs });
  for (const block of blocks) {
    if (block.kind !== 'bars') continue;
    resampler.addBars(block);
    yield resampler.take();
  }
  yield resampler.finish();
}

function* build(columns: ColumnFile, wanted: BarsWanted): Generator<BarColumns> {
  const { symbol, sizeDecimals } = columns.head;
  const { timeframeMs, price } = wanted;
  const calendar = calendarOf(symbol);
  const builder = createBarBuilder({
    symbol,
    sizeDecimals,
    timeframeMs,
    calendar,
    silence: 'none',
  });
  for (const block of columns.blocks()) {
    if (block.kind === 'trades') builder.addTrades(block);
    if (block.kind === 'quotes') builder.addQuotes(block, price);
    yield builder.take();
  }
  yield builder.finish();
}

/** Only bars that lie between the ends of the data with their whole length. */
function* wholeOnly(
  blocks: Iterable<BarColumns>,
  from: number,
  end: number,
): Generator<BarColumns> {
  for (const block of blocks) {
    const whole = sliceBars(block, from, end - block.timeframeMs + 1);
    if (whole.length > 0) yield whole;
  }
}

/**
 * Bars of one timeframe out of a column file: as they are, resampled, or built from its ticks. A bar at either
 * end of the data that may lack a part is left out; of ticks that is the first and the last. HistoryError when
 * the file's bars do not make the timeframe.
 */
export function barsOfColumns(file: string, wanted: BarsWanted): Iterable<BarColumns> {
  const columns = openColumns(file);
  const { head } = columns;
  if (head.timeframeMs === null) {
    const from = (Math.floor(head.tsFirst / wanted.timeframeMs) + 1) * wanted.timeframeMs;
    return wholeOnly(build(columns, wanted), from, head.tsLast);
  }
  if (wanted.timeframeMs % head.timeframeMs !== 0) {
    const [shorter, longer] = [head.timeframeMs, wanted.timeframeMs].map(formatTimeframe);
    throw new HistoryError(
      `${head.source?.path ?? file}: bars of ${shorter} do not make bars of ${longer}`,
    );
  }
  const end = head.tsLast + head.timeframeMs;
  return wholeOnly(resample(columns.blocks(), wanted.timeframeMs), head.tsFirst, end);
}
