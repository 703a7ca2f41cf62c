import type { StoredSeries } from '../../../history/history-store.ts';
import type { Series } from '../../../history/series.ts';
import type { CliPorts } from '../../cli-ports.ts';
import { UsageError } from '../../usage-error.ts';

export interface JsonFlag {
  readonly json?: boolean;
}

/** The history rooms are read only when asked for: `lock` must not wait for them. */
export const loadHistory = async () => ({
  ...(await import('../../../history/history-store.ts')),
  ...(await import('../../../history/series.ts')),
  ...(await import('../../../history/seed-history.ts')),
  ...(await import('../../../history/import-file.ts')),
  ...(await import('../../../history/file-source.ts')),
});
export type History = Awaited<ReturnType<typeof loadHistory>>;

export function seriesOf({ parseSeries }: History, name: string): Series {
  const series = parseSeries(name);
  if (series !== undefined) return series;
  throw new UsageError(
    `"${name}" is no series: venue:BASE/QUOTE:timeframe, as in binance:BTC/USDT:1m`,
  );
}

export function storedOf(rooms: History, name: string, { home }: CliPorts): StoredSeries {
  const stored = new rooms.HistoryStore(home).find(seriesOf(rooms, name));
  if (stored !== undefined) return stored;
  throw new UsageError(`nothing is stored for ${name}: see quarterdeck history list`);
}

export async function exchangeOf(venue: string, { scheduler }: CliPorts) {
  const { createCcxtHistory } = await import('../../../adapters/ccxt-history/ccxt-history.ts');
  return createCcxtHistory({ venue, scheduler });
}

export const describeAppended = (row: { added: number; repeated: number; rows: number }): string =>
  `${row.added} added, ${row.repeated} already there, ${row.rows} in all`;
