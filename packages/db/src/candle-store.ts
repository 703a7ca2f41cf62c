import { and, asc, desc, eq, lt } from 'drizzle-orm';
import type { SymbolId } from '@quarterdeck/core/kernel/ids';
import type { Candle } from '@quarterdeck/core/model/candle';
import type { Database } from './database.ts';
import { candles } from './schema/candles.ts';
import { withStorageErrors } from './storage-error.ts';
import { createTableWriter } from './table-writer.ts';

/** One transaction: stores the bars, then drops all but the newest `keep` of each series that got one. */
export function createCandleWriter({
  sqlite,
}: Database): (bars: readonly Candle[], keep: number) => void {
  const upsert = createTableWriter(sqlite, {
    table: candles,
    onConflict: { replaceOn: ['symbol', 'timeframeMs', 'tsOpen'] },
  });
  const trim = sqlite.prepare<[string, number, string, number, number]>(
    `DELETE FROM candles WHERE symbol = ? AND timeframe_ms = ? AND ts_open <= (
       SELECT ts_open FROM candles WHERE symbol = ? AND timeframe_ms = ?
       ORDER BY ts_open DESC LIMIT 1 OFFSET ?)`,
  );
  const write = sqlite.transaction((bars: readonly Candle[], keep: number) => {
    const series = new Map<string, Candle>();
    for (const bar of bars) {
      upsert(bar);
      series.set(`${bar.symbol} ${bar.timeframeMs}`, bar);
    }
    for (const { symbol, timeframeMs } of series.values()) {
      trim.run(symbol, timeframeMs, symbol, timeframeMs, keep);
    }
  });
  return (bars, keep) => {
    write.immediate(bars, keep);
  };
}

export interface CandleQuery {
  readonly symbol: string;
  readonly timeframeMs: number;
  /** Bars that begin before this, epoch ms. */
  readonly before: number;
  readonly limit: number;
}

export interface CandleReader {
  /** What is stored, by symbol and length. */
  series(): readonly { readonly symbol: SymbolId; readonly timeframeMs: number }[];
  /** The newest bars that the query fits, oldest first. */
  list(query: CandleQuery): readonly Candle[];
}

/** Throws StorageError. */
export function createCandleReader({ orm, file }: Database): CandleReader {
  const { symbol, timeframeMs, tsOpen } = candles;
  return {
    series: () =>
      withStorageErrors(file, () =>
        orm
          .selectDistinct({ symbol, timeframeMs })
          .from(candles)
          .orderBy(asc(symbol), asc(timeframeMs))
          .all(),
      ),
    list: (query) =>
      withStorageErrors(file, () => {
        const isOfSeries = and(
          eq(symbol, query.symbol as SymbolId),
          eq(timeframeMs, query.timeframeMs),
        );
        const newest = orm
          .select()
          .from(candles)
          .where(and(isOfSeries, lt(tsOpen, query.before)))
          .orderBy(desc(tsOpen))
          .limit(query.limit)
          .all();
        return newest.reverse();
      }),
  };
}
