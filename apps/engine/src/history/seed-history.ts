import type { EpochMs } from '@quarterdeck/core/kernel/clock';
import type { BarColumns } from '@quarterdeck/core/model/columns';
import { findGaps, nextBarTs, tsOfCount, type Gap } from './find-gaps.ts';
import type { HistorySource } from './history-source.ts';
import type { AppendOutcome, HistoryStore } from './history-store.ts';
import { calendarOf, type Series } from './series.ts';
import { copyBars, sliceBars } from './slice-bars.ts';

/** Candles a strategy needs behind it before history counts as seeded (the 20-bar rule). */
export const LEAST_CANDLES = 20;

/** What is wanted: the newest `count` finished candles, or those from `from` up to `to` (now when left out). */
export type SeedSpan =
  { readonly count: number } | { readonly from: EpochMs; readonly to?: EpochMs | undefined };

export interface FillOptions {
  readonly store: HistoryStore;
  readonly series: Series;
  readonly source: HistorySource;
  readonly now: EpochMs;
  /** Candles' worth of time that has been gone through, of all there is to go through. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

export interface SeedOutcome extends AppendOutcome {
  /** What was asked of the source. */
  readonly fetched: readonly Span[];
  /** At least 20 candles stand. */
  readonly isEnough: boolean;
}

/** Starts of bars: `from` included, `to` not. */
export interface Span {
  readonly from: EpochMs;
  readonly to: EpochMs;
}

const widthOf = ({ from, to }: Span): number => to - from;

/** Candles of the spans, as far as the source goes; what came before a failure is kept with it. */
async function fetchSpans(spans: readonly Span[], options: FillOptions) {
  const { series, source, onProgress } = options;
  const { symbol, timeframeMs } = series;
  const total = spans.reduce((sum, span) => sum + widthOf(span), 0) / timeframeMs;
  const blocks: BarColumns[] = [];
  let before = 0;
  let failure: Error | undefined;
  try {
    for (const span of spans) {
      for await (const block of source.fetchCandles({ symbol, timeframeMs, ...span })) {
        const part = copyBars(sliceBars(block, span.from, span.to));
        if (part.length > 0) blocks.push(part);
        const tsLast = part.tsOpen[part.length - 1] ?? span.from;
        onProgress?.(before + (tsLast - span.from) / timeframeMs + 1, total);
      }
      before += widthOf(span) / timeframeMs;
      onProgress?.(before, total);
    }
  } catch (error) {
    failure = error instanceof Error ? error : new Error(String(error));
  }
  return { blocks, failure };
}

/** Fetches and stores; a source that breaks off leaves what it gave in the store, so that a retry goes on there. */
async function fillSpans(spans: readonly Span[], options: FillOptions): Promise<SeedOutcome> {
  const { store, series } = options;
  const { blocks, failure } = await fetchSpans(spans, options);
  const rowsBefore = store.find(series)?.head.rows ?? 0;
  const decimals = Math.min(8, ...blocks.map(({ sizeDecimals }) => sizeDecimals));
  const outcome =
    blocks.length === 0
      ? { added: 0, repeated: 0, rows: rowsBefore }
      : store.append(series, blocks, decimals);
  if (failure !== undefined) throw failure;
  return { ...outcome, fetched: spans, isEnough: outcome.rows >= LEAST_CANDLES };
}

/** What is missing on either side of what is stored; between is the matter of gaps. */
function missingSpans(
  wanted: Span,
  stored: Span | undefined,
  options: FillOptions,
): readonly Span[] {
  const { timeframeMs, symbol } = options.series;
  const grid = { timeframeMs, calendar: calendarOf(symbol) };
  const spans =
    stored === undefined
      ? [wanted]
      : [
          { from: wanted.from, to: Math.min(wanted.to, stored.from) },
          // From the last candle and one timeframe on, also when that was long ago: no hole is left between.
          { from: stored.to, to: wanted.to },
        ];
  return spans
    .map(({ from, to }) => ({ from: nextBarTs(grid, from), to }))
    .filter((span) => widthOf(span) > 0);
}

/**
 * Makes the wanted candles stand in the store. Fetches only what lies before the first and behind the last stored
 * candle, never a bar that is not finished at `now`, and keeps nothing twice.
 */
export async function seedHistory(span: SeedSpan, options: FillOptions): Promise<SeedOutcome> {
  const { series, store, now } = options;
  const { timeframeMs, symbol } = series;
  const finished = Math.floor(now / timeframeMs) * timeframeMs;
  const to = 'count' in span ? finished : Math.min(finished, span.to ?? finished);
  const grid = { timeframeMs, calendar: calendarOf(symbol) };
  const from = 'count' in span ? tsOfCount(grid, to, span.count) : span.from;
  const head = store.find(series)?.head;
  const stored = head && { from: head.tsFirst, to: head.tsLast + timeframeMs };
  return fillSpans(missingSpans({ from, to }, stored, options), options);
}

export const listGaps = (store: HistoryStore, series: Series): readonly Gap[] =>
  findGaps(store.bars(series), calendarOf(series.symbol));

/** Asks the source for every gap; what it does not have either stays a gap. */
export async function fillGaps(options: FillOptions): Promise<SeedOutcome> {
  const gaps = listGaps(options.store, options.series);
  return fillSpans(
    gaps.map(({ tsFrom, tsTo }) => ({ from: tsFrom, to: tsTo })),
    options,
  );
}
