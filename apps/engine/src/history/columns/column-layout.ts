import type { SymbolId } from '@quarterdeck/core/kernel/ids';
import type { ColumnBlock } from '@quarterdeck/core/model/columns';

/** Rows that are read and written at once; every group of a file but the last is full. */
export const ROWS_PER_GROUP = 65_536;

export type ColumnKind = ColumnBlock['kind'];

/** What a block says beside its rows. */
export interface BlockShape {
  readonly kind: ColumnKind;
  readonly symbol: SymbolId;
  /** Bars only. */
  readonly timeframeMs: number | null;
  readonly sizeDecimals: number;
}

const FLOAT_COLUMNS: Readonly<Record<ColumnKind, number>> = { bars: 6, quotes: 5, trades: 3 };
const FLOAT_BYTES = 8;

/** Flags take a byte a row, rounded up so that the next group's floats stay aligned. */
const flagBytes = (kind: ColumnKind, rows: number): number =>
  kind === 'trades' ? Math.ceil(rows / FLOAT_BYTES) * FLOAT_BYTES : 0;

/** Bytes of one group: column after column, floats first. */
export const groupBytes = (kind: ColumnKind, rows: number): number =>
  FLOAT_COLUMNS[kind] * FLOAT_BYTES * rows + flagBytes(kind, rows);

/** A block of `rows` rows whose columns are views of one buffer, laid out as in a file. */
export interface MappedBlock {
  readonly block: ColumnBlock;
  readonly bytes: Uint8Array;
}

export function createBlock(shape: BlockShape, rows: number): MappedBlock {
  const { kind, symbol, sizeDecimals, timeframeMs } = shape;
  const buffer = new ArrayBuffer(groupBytes(kind, rows));
  const bytes = new Uint8Array(buffer);
  const column = (index: number) => new Float64Array(buffer, index * rows * FLOAT_BYTES, rows);
  const common = { symbol, sizeDecimals, length: rows };
  const [one, two, three] = [column(0), column(1), column(2)];
  if (kind === 'trades') {
    const isBuy = new Uint8Array(buffer, FLOAT_COLUMNS.trades * FLOAT_BYTES * rows, rows);
    return { bytes, block: { ...common, kind, tsEvent: one, price: two, qty: three, isBuy } };
  }
  const [four, five] = [column(3), column(4)];
  if (kind === 'quotes') {
    const prices = { tsEvent: one, bid: two, ask: three };
    return { bytes, block: { ...common, kind, ...prices, bidQty: four, askQty: five } };
  }
  const times = { timeframeMs: timeframeMs ?? 0, tsOpen: one };
  const prices = { open: two, high: three, low: four, close: five };
  return { bytes, block: { ...common, kind, ...times, ...prices, volume: column(5) } };
}

/** The columns in the order of the file, as long as their arrays are. */
export function columnsOf(block: ColumnBlock): readonly (Float64Array | Uint8Array)[] {
  switch (block.kind) {
    case 'bars':
      return [block.tsOpen, block.open, block.high, block.low, block.close, block.volume];
    case 'quotes':
      return [block.tsEvent, block.bid, block.ask, block.bidQty, block.askQty];
    case 'trades':
      return [block.tsEvent, block.price, block.qty, block.isBuy];
  }
}

/** Stamps of the rows: a bar's is its start. */
export const stampsOf = (block: ColumnBlock): Float64Array =>
  block.kind === 'bars' ? block.tsOpen : block.tsEvent;
