import { asSymbolId, type SymbolId } from '@quarterdeck/core/kernel/ids';
import { readLineChunks } from './line-chunks.ts';
import { TapeError } from './tape-error.ts';
import { parseTapeFormat, type TapeFormat } from './tape-format.ts';
import { parseTapeName, type PriceSide, type TapeName, type TapeRequest } from './tape-name.ts';
import { parseSymbolName } from './symbol-of-name.ts';

const ROWS_INSPECTED = 2_000;
const MAX_DECIMALS = 8;

/** What can be known of a tape from its name and its first rows. */
export interface TapeHead {
  readonly file: string;
  readonly symbol: SymbolId;
  readonly format: TapeFormat;
  readonly side: PriceSide;
  readonly pairKey: string;
  /** Candles only. */
  readonly timeframeMs: number | undefined;
  /** Most decimals that any price of the first rows uses, trailing zeros not counted; at most 8. */
  readonly priceDecimals: number;
  /** The same for sizes; undefined where the tape shows none. */
  readonly qtyDecimals: number | undefined;
  /** First price of the tape, for choosing a lot size; approximate. */
  readonly firstPrice: number;
}

async function readFirstLines(file: string): Promise<readonly string[]> {
  for await (const chunk of readLineChunks(file)) {
    return chunk
      .toString('utf8')
      .trimEnd()
      .split(/\r?\n/, ROWS_INSPECTED + 1);
  }
  throw new TapeError(file, 'the file is empty');
}

/** Significant decimals of one field; noise longer than any instrument's step is not counted. */
function countDecimals(text: string): number {
  const fraction = /^\d+\.(\d+)$/.exec(text)?.[1]?.replace(/0+$/, '') ?? '';
  return fraction.length > MAX_DECIMALS ? 0 : fraction.length;
}

function mostDecimals(rows: readonly (readonly string[])[], columns: readonly number[]): number {
  let most = 0;
  for (const row of rows) {
    for (const column of columns) most = Math.max(most, countDecimals(row[column] ?? ''));
  }
  return most;
}

const PRICE_COLUMNS: Readonly<Record<TapeFormat, readonly number[]>> = {
  trades: [1],
  quotes: [1, 2],
  'sized-quotes': [1, 2],
  candles: [1, 2, 3, 4],
};
const QTY_COLUMNS: Readonly<Record<TapeFormat, readonly number[]>> = {
  trades: [2],
  quotes: [],
  'sized-quotes': [3, 4],
  candles: [5],
};

function qtyDecimalsOf(
  rows: readonly (readonly string[])[],
  format: TapeFormat,
): number | undefined {
  const columns = QTY_COLUMNS[format];
  const hasSizes = rows.some((row) => columns.some((column) => Number(row[column]) > 0));
  return hasSizes ? mostDecimals(rows, columns) : undefined;
}

function smallestStep(rows: readonly (readonly string[])[]): number | undefined {
  let smallest = Infinity;
  let before = Number.NaN;
  for (const row of rows) {
    const ts = Number(row[0]);
    if (ts > before) smallest = Math.min(smallest, ts - before);
    before = ts;
  }
  return Number.isFinite(smallest) ? smallest : undefined;
}

function timeframeOf(name: TapeName, file: string, rows: readonly (readonly string[])[]): number {
  const timeframeMs = name.timeframeMs ?? smallestStep(rows);
  if (timeframeMs !== undefined) return timeframeMs;
  throw new TapeError(file, 'timeframe neither in the name (as in _1m_) nor told by two rows');
}

function symbolOf(request: TapeRequest, name: TapeName, configured: readonly SymbolId[]): SymbolId {
  if (request.symbol !== undefined) return asSymbolId(request.symbol);
  const symbol = parseSymbolName(name.symbolText, configured);
  if (symbol.ok) return symbol.value;
  const known = configured.length === 0 ? '' : `; configured: ${configured.join(', ')}`;
  const what = `no instrument in the name "${name.symbolText}"`;
  throw new TapeError(request.file, `${what} (say which: BASE/QUOTE=${request.file}${known})`);
}

/** Reads the name and the first rows only. TapeError when the file is no tape or names no instrument. */
export async function inspectTape(
  request: TapeRequest,
  configured: readonly SymbolId[],
): Promise<TapeHead> {
  const { file } = request;
  const [header = '', ...lines] = await readFirstLines(file);
  const format = parseTapeFormat(file, header);
  const name = parseTapeName(file);
  const symbol = symbolOf(request, name, configured);
  const rows = lines.map((line) => line.split(','));
  if (rows.length === 0) throw new TapeError(file, 'no rows behind the header');
  return {
    file,
    symbol,
    format,
    side: name.side,
    pairKey: name.pairKey,
    timeframeMs: format === 'candles' ? timeframeOf(name, file, rows) : undefined,
    priceDecimals: mostDecimals(rows, PRICE_COLUMNS[format]),
    qtyDecimals: qtyDecimalsOf(rows, format),
    firstPrice: Number(rows[0]?.[1]),
  };
}
