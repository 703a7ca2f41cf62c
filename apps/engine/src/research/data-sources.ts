import path from 'node:path';
import type { DataSource } from '@quarterdeck/core/contract/backtest-run.schema';
import type { SymbolId } from '@quarterdeck/core/kernel/ids';
import { inspectTape, type TapeHead } from '../adapters/tapes/inspect-tape.ts';
import { TapeError } from '../adapters/tapes/tape-error.ts';
import { findCachedColumns } from '../history/columns/column-cache.ts';
import type { ColumnFileHead } from '../history/columns/column-file-head.ts';
import type { HistoryStore } from '../history/history-store.ts';
import { formatSeries } from '../history/series.ts';
import { listTapes } from './list-tapes.ts';

export interface DataSourcesOptions {
  /** Holds `history` and `tapes`. */
  readonly home: string;
  readonly history: Pick<HistoryStore, 'list'>;
  readonly symbols: readonly SymbolId[];
}

const sourceOf = (name: string, head: ColumnFileHead): DataSource => ({
  name,
  symbol: head.symbol,
  kind: head.kind,
  timeframeMs: head.timeframeMs,
  rows: head.rows,
  tsFirst: head.tsFirst,
  tsLast: head.tsLast,
});

const KINDS = {
  candles: 'bars',
  trades: 'trades',
  quotes: 'quotes',
  'sized-quotes': 'quotes',
} as const satisfies Record<TapeHead['format'], DataSource['kind']>;

/** `20240726` or `20240726T0930`, UTC; undefined for any other part of a name. */
function parseDay(part: string): number | undefined {
  const match = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2}))?$/.exec(part);
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = match.slice(1).map(Number);
  const ts = Date.UTC(year, month - 1, day, hour || 0, minute || 0);
  return Number.isNaN(ts) ? undefined : ts;
}

/** A tape that no run has read yet: its rows are not counted (0), and its span is what its name says. */
function uncounted(file: string, { symbol, format, timeframeMs }: TapeHead): DataSource {
  const stem = path.basename(file).replace(/(\.csv)?(\.gz)?$/i, '');
  const days = stem.split('_').flatMap((part) => parseDay(part) ?? []);
  return {
    name: file,
    symbol,
    kind: KINDS[format],
    timeframeMs: timeframeMs ?? null,
    rows: 0,
    tsFirst: days[0] ?? 0,
    tsLast: days.at(-1) ?? 0,
  };
}

/** Undefined for a file that is no tape or names no instrument: nothing could be run on it. */
async function describeTape(
  file: string,
  { home, symbols }: DataSourcesOptions,
): Promise<DataSource | undefined> {
  try {
    const head = await inspectTape({ file, symbol: undefined }, symbols);
    const cached = findCachedColumns(head, home);
    return cached === undefined ? uncounted(file, head) : sourceOf(file, cached.head);
  } catch (error) {
    if (error instanceof TapeError) return undefined;
    throw error;
  }
}

/** What a backtest may read without a path of its own: the history store, then tapes below the data folder. */
export async function listDataSources(options: DataSourcesOptions): Promise<readonly DataSource[]> {
  const stored = options.history
    .list()
    .map(({ series, head }) => sourceOf(formatSeries(series), head));
  const tapes: DataSource[] = [];
  for (const file of listTapes(options.home)) {
    const tape = await describeTape(file, options);
    if (tape !== undefined) tapes.push(tape);
  }
  return [...stored, ...tapes];
}
