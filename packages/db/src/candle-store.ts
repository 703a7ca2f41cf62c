import type { Candle } from '@quarterdeck/core/model/candle';
import type { Database } from './database.ts';
import { candles } from './schema/candles.ts';
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
