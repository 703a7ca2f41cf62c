import { endianness } from 'node:os';
import { z } from 'zod';
import type { SymbolId } from '@quarterdeck/core/kernel/ids';
import { groupBytes, ROWS_PER_GROUP } from './column-layout.ts';

/** Room for the head, whose last figures are known only when the rows are written. */
export const HEAD_BYTES = 16_384;
/** Raised whenever the meaning of a byte changes: older files are then made again. */
export const COLUMN_FILE_VERSION = 1;

const sourceSchema = z.object({
  path: z.string(),
  size: z.number(),
  mtimeMs: z.number(),
  /** Moves with every change of the file, also where the modification time was set back. */
  ctimeMs: z.number(),
});

const headSchema = z.object({
  version: z.literal(COLUMN_FILE_VERSION),
  byteOrder: z.literal(endianness()),
  kind: z.enum(['bars', 'quotes', 'trades']),
  symbol: z.string().transform((text) => text as SymbolId),
  timeframeMs: z.number().nullable(),
  /** Which price bars hold; `last` when it is not known. */
  side: z.enum(['bid', 'ask', 'mid', 'mark', 'last']),
  rows: z.int().min(1),
  tsFirst: z.number(),
  tsLast: z.number(),
  sizeDecimals: z.int().min(0).max(8),
  /** Volumes too large for eight decimals that had more digits than fit were rounded half to even. */
  isVolumeRounded: z.boolean(),
  /** Finest decimals that prices and sizes of the first rows use; for instruments nobody configured. */
  priceDecimals: z.number(),
  qtyDecimals: z.number().nullable(),
  firstPrice: z.number(),
  /** The file it was made of; null in the history store, which is a source itself. */
  source: sourceSchema.nullable(),
});

export type ColumnFileHead = Readonly<z.output<typeof headSchema>>;
export type ColumnSource = Readonly<z.output<typeof sourceSchema>>;
/** All that is known before the first row is. */
export type ColumnFileOutline = Omit<
  ColumnFileHead,
  'version' | 'byteOrder' | 'rows' | 'tsFirst' | 'tsLast'
>;

/** A file that is no column file of this version, or not a whole one; names it. */
export class ColumnFileError extends Error {
  override readonly name = 'ColumnFileError';

  constructor(
    readonly file: string,
    what: string,
  ) {
    super(`${file}: ${what}`);
  }
}

export function encodeHead(file: string, head: ColumnFileHead): Buffer {
  const text = Buffer.from(JSON.stringify(head));
  if (text.length >= HEAD_BYTES) throw new ColumnFileError(file, 'its source has too long a path');
  return Buffer.concat([text, Buffer.alloc(HEAD_BYTES - text.length, '\n')]);
}

/** Throws ColumnFileError. */
export function decodeHead(file: string, bytes: Buffer): ColumnFileHead {
  try {
    return headSchema.parse(JSON.parse(bytes.toString('utf8')));
  } catch {
    throw new ColumnFileError(file, 'is no column file of this version');
  }
}

/** Bytes that a whole file has. */
export function fileBytesOf({ kind, rows }: Pick<ColumnFileHead, 'kind' | 'rows'>): number {
  const full = Math.floor(rows / ROWS_PER_GROUP);
  const rest = rows - full * ROWS_PER_GROUP;
  return HEAD_BYTES + full * groupBytes(kind, ROWS_PER_GROUP) + groupBytes(kind, rest);
}
