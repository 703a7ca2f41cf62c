import { denied, parsed, type Parsed } from '@quarterdeck/core/kernel/verdict';
import type { RowCursor } from './row-cursor.ts';

/** How the rows of one format become values. */
export interface RowReader<TRow> {
  /** Takes an ordinary row; undefined, cursor anywhere, for a row that needs the strict way. */
  readFast?(cursor: RowCursor): TRow | undefined;
  /** The authority: the row or why it is none. */
  readStrict(fields: readonly string[]): Parsed<TRow>;
  /** Stamp in the file, for the order check. */
  tsOf(row: TRow): number;
  /** A second row with the stamp of the row before is a defect of the tape, as with candles. */
  readonly isUniqueByTs: boolean;
}

/** Epoch milliseconds; plain digits above zero. */
export function parseStamp(text: string | undefined): Parsed<number> {
  if (text === undefined || !/^\d{1,15}$/.test(text)) {
    return denied('STAMP_MALFORMED', { text: (text ?? '').slice(0, 40) });
  }
  return Number(text) === 0 ? denied('STAMP_MALFORMED', { text }) : parsed(Number(text));
}

export function checkFieldCount(fields: readonly string[], wanted: number): Parsed<number> {
  return fields.length === wanted
    ? parsed(wanted)
    : denied('FIELDS_MISCOUNTED', { fields: fields.length, wanted });
}
