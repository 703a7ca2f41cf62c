import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { asSymbolId } from '../kernel/ids.ts';
import type { BarColumns, QuoteColumns, TradeColumns } from '../model/columns.ts';
import type { BuiltBars } from './bar-sheet.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../../../../shared/data');
export const hasRecordedData = existsSync(path.join(FOLDER, 'MANIFEST.md'));
export const NOTE = hasRecordedData ? '' : ' (SKIPPED: ../shared/data is not beside the project)';

/** Rows of a recorded CSV as text, without the header. */
export function readRecorded(file: string): string[][] {
  const text = gunzipSync(readFileSync(path.join(FOLDER, file))).toString('utf8');
  return text
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));
}

/** Whole units of the eighth decimal: the digits of the text, read as one whole number. */
function unitsOf(text: string): number {
  const [whole = '', fraction = ''] = text.split('.');
  if (fraction.length > 8) throw new RangeError(text);
  return Number(whole + fraction.padEnd(8, '0'));
}

/** One column of rows; written apart from the reader of the engine, so that the two judge each other. */
function columnOf(
  rows: readonly (readonly string[])[],
  index: number,
  parse: (text: string) => number,
): Float64Array {
  return Float64Array.from(rows, (row) => parse(row[index] ?? ''));
}

export function tradesOf(name: string, rows: readonly (readonly string[])[]): TradeColumns {
  return {
    kind: 'trades',
    symbol: asSymbolId(name),
    length: rows.length,
    sizeDecimals: 8,
    tsEvent: columnOf(rows, 0, Number),
    price: columnOf(rows, 1, unitsOf),
    qty: columnOf(rows, 2, unitsOf),
    isBuy: Uint8Array.from(rows, ([, , , side]) => (side === 'buy' ? 1 : 0)),
  };
}

export function quotesOf(name: string, rows: readonly (readonly string[])[]): QuoteColumns {
  return {
    kind: 'quotes',
    symbol: asSymbolId(name),
    length: rows.length,
    sizeDecimals: 8,
    tsEvent: columnOf(rows, 0, Number),
    bid: columnOf(rows, 1, unitsOf),
    ask: columnOf(rows, 2, unitsOf),
    bidQty: new Float64Array(rows.length),
    askQty: new Float64Array(rows.length),
  };
}

export function barsOf(name: string, timeframeMs: number, rows: readonly string[][]): BarColumns {
  return {
    kind: 'bars',
    symbol: asSymbolId(name),
    length: rows.length,
    sizeDecimals: 8,
    timeframeMs,
    tsOpen: columnOf(rows, 0, Number),
    open: columnOf(rows, 1, unitsOf),
    high: columnOf(rows, 2, unitsOf),
    low: columnOf(rows, 3, unitsOf),
    close: columnOf(rows, 4, unitsOf),
    volume: columnOf(rows, 5, unitsOf),
  };
}

/** Stamp, prices and volume of every bar; the ticks behind them where they are known. */
export function listBars(bars: BarColumns | BuiltBars): number[][] {
  const columns = [bars.tsOpen, bars.open, bars.high, bars.low, bars.close, bars.volume];
  return Array.from({ length: bars.length }, (_, row) =>
    columns.map((column) => column[row] ?? Number.NaN),
  );
}
