import { TapeError, quoteRow } from './tape-error.ts';

export type TapeFormat = 'trades' | 'quotes' | 'sized-quotes' | 'candles';

const FORMATS: ReadonlyMap<string, TapeFormat> = new Map([
  ['ts_ms,price,qty,side', 'trades'],
  ['ts_ms,bid,ask', 'quotes'],
  ['ts_ms,bid,ask,bid_qty,ask_qty', 'sized-quotes'],
  ['ts_ms,open,high,low,close,volume', 'candles'],
]);

/** What a tape holds, told by its first line alone; TapeError for any other line. */
export function parseTapeFormat(file: string, headerLine: string): TapeFormat {
  const header = headerLine.replace(/^\u{feff}/u, '').trim();
  const format = FORMATS.get(header);
  if (format !== undefined) return format;
  const known = [...FORMATS.keys()].map((columns) => `"${columns}"`).join(', ');
  throw new TapeError(file, `unknown header ${quoteRow(header)} (allowed: ${known})`, 1);
}
