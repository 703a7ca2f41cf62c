import { asPrice, signedQty, type Price } from '@quarterdeck/core/kernel/decimal';
import type { SymbolId } from '@quarterdeck/core/kernel/ids';
import type { Candle } from '@quarterdeck/core/model/candle';
import type { Database } from './database.ts';

/** How many of the newest bars of each length, by timeframe in ms; of a length that is not named, none. */
export type BarsWanted = ReadonlyMap<number, number>;

const NEWEST = `SELECT symbol, timeframe_ms, ts_open, open, high, low, close, volume, ticks
  FROM candles WHERE symbol = ? AND timeframe_ms = ? ORDER BY ts_open DESC LIMIT ?`;
const ALL = -1;

type Row = [SymbolId, number, number, string, string, string, string, string, number];

const toPrice = (text: string): Price => asPrice(signedQty(text));

function rowToCandle(row: Row): Candle {
  const [symbol, timeframeMs, tsOpen, open, high, low, close, volume, ticks] = row;
  return {
    symbol,
    timeframeMs,
    tsOpen,
    open: toPrice(open),
    high: toPrice(high),
    low: toPrice(low),
    close: toPrice(close),
    volume: signedQty(volume),
    ticks,
  };
}

const byStart = (left: Candle, right: Candle): number =>
  left.tsOpen - right.tsOpen ||
  (left.symbol < right.symbol ? -1 : left.symbol > right.symbol ? 1 : 0) ||
  left.timeframeMs - right.timeframeMs;

/**
 * Oldest first, the shorter bars of a moment before the longer ones of the same start; all that are stored where nothing
 * is said. Rows are mapped by hand: with every symbol and strategy these are most of what a start reads.
 */
export function readHistory({ sqlite }: Database, bars?: BarsWanted): Candle[] {
  const series = sqlite
    .prepare<[], [SymbolId, number]>('SELECT DISTINCT symbol, timeframe_ms FROM candles')
    .raw()
    .all();
  const newest = sqlite.prepare(NEWEST).raw();
  return series
    .flatMap(([symbol, timeframeMs]) => {
      const count = bars === undefined ? ALL : (bars.get(timeframeMs) ?? 0);
      return (newest.all(symbol, timeframeMs, count) as Row[]).map(rowToCandle);
    })
    .sort(byStart);
}
