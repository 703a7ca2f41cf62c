import type { SymbolId } from '@quarterdeck/core/kernel/ids';
import type { Instrument } from '@quarterdeck/core/model/instrument';
import { withPartners } from '../adapters/tapes/open-tapes.ts';
import { instrumentFromTape } from '../adapters/tapes/instrument-from-tape.ts';
import { parseTapeName, parseTapeRequest } from '../adapters/tapes/tape-name.ts';
import { ensureColumns, type CachedColumns } from '../history/columns/column-cache.ts';
import { HistoryStore } from '../history/history-store.ts';
import { formatSeries, parseSeries, type Series } from '../history/series.ts';
import { BacktestError } from './backtest-error.ts';

/** One source of a run: a file of columns, or the two halves of a bid/ask pair. */
export interface DataSource {
  readonly symbol: SymbolId;
  readonly kind: CachedColumns['head']['kind'];
  readonly timeframeMs: number | undefined;
  readonly tsFirst: number;
  /** Start of the last row. */
  readonly tsLast: number;
  readonly file: string;
  /** Set where `file` holds bids. */
  readonly askFile: string | undefined;
}

export interface DataFiles {
  readonly sources: readonly DataSource[];
  /** Configured, or derived from the files, in their order. */
  readonly instruments: readonly Instrument[];
}

export interface DataFilesOptions {
  readonly home: string;
  readonly instruments: readonly Instrument[];
}

interface Opened {
  readonly pairKey: string;
  readonly columns: CachedColumns;
}

const OTHER_SIDE = { bid: 'ask', ask: 'bid' } as const;

/** A series of the history store by its name, and the other half of a bid/ask pair as for files. */
function openStored(series: Series, home: string): readonly Opened[] {
  const store = new HistoryStore(home);
  const stored = store.find(series);
  if (stored === undefined) {
    throw new BacktestError(`${formatSeries(series)} is not in the history store`);
  }
  const { side, venue, symbol } = series;
  const other =
    side === 'bid' || side === 'ask'
      ? store.find({ ...series, side: OTHER_SIDE[side] })
      : undefined;
  const halves = other === undefined ? [stored] : [stored, other];
  return halves.map((columns) => ({ pairKey: `${venue}:${symbol}`, columns }));
}

/** Each series once, also where both halves of a pair were named. */
function openSeries(requests: readonly string[], home: string): readonly Opened[] {
  const opened = requests.flatMap((request) => {
    const series = parseSeries(request);
    return series === undefined ? [] : openStored(series, home);
  });
  return [...new Map(opened.map((each) => [each.columns.file, each])).values()];
}

async function openAll(
  requests: readonly string[],
  { home, instruments }: DataFilesOptions,
): Promise<readonly Opened[]> {
  const symbols = instruments.map(({ symbol }) => symbol);
  const opened: Opened[] = [...openSeries(requests, home)];
  const tapes = requests.filter((request) => parseSeries(request) === undefined);
  const files = await withPartners(tapes.map(parseTapeRequest));
  // One after the other: each of them fills a core while it is read for the first time.
  for (const { file, symbol } of files) {
    const request = symbol === undefined ? file : `${symbol}=${file}`;
    const columns = await ensureColumns(request, { home, symbols });
    opened.push({ pairKey: parseTapeName(file).pairKey, columns });
  }
  return opened;
}

function sourceOf({ columns }: Opened, ask?: Opened): DataSource {
  const { head, file } = columns;
  return {
    symbol: head.symbol,
    kind: head.kind,
    timeframeMs: head.timeframeMs ?? undefined,
    tsFirst: Math.max(head.tsFirst, ask?.columns.head.tsFirst ?? head.tsFirst),
    tsLast: Math.min(head.tsLast, ask?.columns.head.tsLast ?? head.tsLast),
    file,
    askFile: ask?.columns.file,
  };
}

/** Bid and ask bars of one pair and length are one source. */
function pairUp(opened: readonly Opened[]): readonly DataSource[] {
  const isHalfOf = (one: Opened, side: 'bid' | 'ask', other: Opened): boolean =>
    other.columns.head.side === side &&
    other.columns.head.kind === 'bars' &&
    other.pairKey === one.pairKey &&
    other.columns.head.timeframeMs === one.columns.head.timeframeMs;
  return opened.flatMap((one) => {
    const { side, kind } = one.columns.head;
    if (kind !== 'bars') return [sourceOf(one)];
    if (side === 'ask' && opened.some((other) => isHalfOf(one, 'bid', other))) return [];
    const ask = side === 'bid' ? opened.find((other) => isHalfOf(one, 'ask', other)) : undefined;
    return [sourceOf(one, ask)];
  });
}

function instrumentsOf(
  opened: readonly Opened[],
  configured: readonly Instrument[],
): readonly Instrument[] {
  const heads = opened.map(({ columns }) => columns.head);
  return [...new Set(heads.map(({ symbol }) => symbol))].map((symbol) => {
    const known = configured.find((instrument) => instrument.symbol === symbol);
    const own = heads.filter((head) => head.symbol === symbol);
    return known ?? instrumentFromTape(symbol, own.map(describeSteps));
  });
}

const describeSteps = ({ priceDecimals, qtyDecimals, firstPrice }: CachedColumns['head']) => ({
  priceDecimals,
  qtyDecimals: qtyDecimals ?? undefined,
  firstPrice,
});

/** Makes the column files where they are missing. TapeError names what is wrong with a file. */
export async function openDataFiles(
  requests: readonly string[],
  options: DataFilesOptions,
): Promise<DataFiles> {
  const opened = await openAll(requests, options);
  if (opened.length === 0) throw new BacktestError('a backtest needs data');
  return { sources: pairUp(opened), instruments: instrumentsOf(opened, options.instruments) };
}
