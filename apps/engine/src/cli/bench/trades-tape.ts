import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** Every trade of six busy minutes. */
export const TRADES_TAPE =
  '../shared/data/trades/binance_BTCUSDT_trades_20240808T2354_20240809T0000.csv.gz';

export interface Ticks {
  readonly ts: Float64Array;
  readonly price: Float64Array;
  readonly size: Float64Array;
}

export function readTape(file: string): Ticks {
  const lines = gunzipSync(readFileSync(file)).toString('utf8').trim().split('\n').slice(1);
  const cells = lines.map((line) => line.split(',').map(Number));
  const column = (index: number) => Float64Array.from(cells, (row) => row[index] ?? Number.NaN);
  return { ts: column(0), price: column(1), size: column(2) };
}
