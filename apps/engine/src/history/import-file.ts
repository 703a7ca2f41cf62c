import { basename } from 'node:path';
import { parseTapeRequest, type PriceSide } from '../adapters/tapes/tape-name.ts';
import { openFileSource, type FileSource } from './file-source.ts';
import { HistoryError } from './history-error.ts';
import type { AppendOutcome, HistoryStore } from './history-store.ts';
import type { Series } from './series.ts';

export interface ImportOptions {
  readonly store: HistoryStore;
  readonly home: string;
  /** Left out: the first part of the file's name. */
  readonly venue: string | undefined;
  /** Left out: that of the file; ticks need it. */
  readonly timeframeMs: number | undefined;
}

export interface ImportOutcome extends AppendOutcome {
  readonly series: Series;
}

function venueOf(file: string, wanted: string | undefined): string {
  const parts = basename(file).split('_');
  const venue = wanted ?? (parts.length > 1 ? parts[0] : undefined)?.toLowerCase() ?? '';
  if (/^[a-z0-9][a-z0-9-]{0,31}$/.test(venue)) return venue;
  throw new HistoryError(
    `${file}: no venue in the name; say --venue (small letters, digits, dashes)`,
  );
}

/** Quotes make two series, one a side; anything else makes one. */
function sidesOf({ head }: FileSource): readonly PriceSide[] {
  return head.kind === 'quotes' ? ['bid', 'ask'] : [head.side];
}

/** Takes all whole candles of a file into the store. TapeError or HistoryError when nothing was taken of it. */
export async function importFile(
  request: string,
  { store, home, venue, timeframeMs }: ImportOptions,
): Promise<readonly ImportOutcome[]> {
  const { file } = parseTapeRequest(request);
  const open = (price: 'bid' | 'ask') => openFileSource(request, { home, symbols: [], price });
  const sources = { bid: await open('bid'), ask: await open('ask') };
  const { head } = sources.bid;
  const length = timeframeMs ?? head.timeframeMs;
  if (length === null)
    throw new HistoryError(`${file}: ${head.kind} need --timeframe, for example 1m`);
  return sidesOf(sources.bid).map((side) => {
    const series = { venue: venueOf(file, venue), symbol: head.symbol, timeframeMs: length, side };
    const bars = sources[side === 'ask' ? 'ask' : 'bid'].bars(length);
    return { series, ...store.append(series, bars, head.sizeDecimals) };
  });
}
