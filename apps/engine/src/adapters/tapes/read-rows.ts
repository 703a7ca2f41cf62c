import { describeRefusal, denied, type Refusal } from '@quarterdeck/core/kernel/verdict';
import { readLineChunks } from './line-chunks.ts';
import { RowCursor } from './row-cursor.ts';
import type { RowReader } from './row-reader.ts';
import { TapeError, quoteRow } from './tape-error.ts';
import { parseTapeFormat } from './tape-format.ts';

export interface ReadRowsOptions {
  readonly file: string;
  /** Count rows that cannot be parsed and go on. Time going backwards stops all the same. */
  readonly skipBadRows: boolean;
}

/** Counts of one reading, true at any moment of it. */
export interface RowCounts {
  rows: number;
  skippedRows: number;
}

/** What one chunk gave; `failure` comes after the rows in front of it. */
interface ChunkRows<TRow> {
  readonly rows: TRow[];
  readonly failure: TapeError | undefined;
}

class RowParser<TRow> {
  readonly #reader: RowReader<TRow>;
  readonly #options: ReadRowsOptions;
  readonly #counts: RowCounts;
  readonly #cursor = new RowCursor();
  #line = 0;
  #tsLast = 0;

  constructor(reader: RowReader<TRow>, options: ReadRowsOptions, counts: RowCounts) {
    this.#reader = reader;
    this.#options = options;
    this.#counts = counts;
  }

  parse(chunk: Buffer): ChunkRows<TRow> {
    const rows: TRow[] = [];
    this.#cursor.load(chunk);
    try {
      if (this.#line === 0) this.#takeHeader();
      while (!this.#cursor.isAtEnd) {
        const row = this.#takeRow();
        if (row !== undefined) rows.push(row);
      }
    } catch (error) {
      if (error instanceof TapeError) return { rows, failure: error };
      throw error;
    }
    return { rows, failure: undefined };
  }

  #takeHeader(): void {
    this.#line = 1;
    parseTapeFormat(this.#options.file, this.#cursor.takeLine(0));
  }

  #takeRow(): TRow | undefined {
    const start = this.#cursor.position;
    this.#line += 1;
    const row = this.#reader.readFast?.(this.#cursor) ?? this.#takeStrict(start);
    return row === undefined ? undefined : this.#inOrder(row, start);
  }

  #takeStrict(start: number): TRow | undefined {
    const text = this.#cursor.takeLine(start);
    // A blank line says nothing, so it can say nothing wrong.
    if (text.trim() === '') return undefined;
    const result = this.#reader.readStrict(text.split(','));
    if (result.ok) return result.value;
    this.#skipOrThrow(result, text);
    return undefined;
  }

  #inOrder(row: TRow, start: number): TRow | undefined {
    const ts = this.#reader.tsOf(row);
    if (ts < this.#tsLast) {
      throw this.#failure(
        `time goes back: ${ts} after ${this.#tsLast}`,
        this.#cursor.takeLine(start),
      );
    }
    if (ts === this.#tsLast && this.#reader.isUniqueByTs) {
      this.#skipOrThrow(denied('BAR_REPEATED', { ts_ms: ts }), this.#cursor.takeLine(start));
      return undefined;
    }
    this.#tsLast = ts;
    this.#counts.rows += 1;
    return row;
  }

  #skipOrThrow(refusal: Refusal, text: string): void {
    if (!this.#options.skipBadRows) throw this.#failure(describeRefusal(refusal), text);
    this.#counts.skippedRows += 1;
  }

  #failure(what: string, text: string): TapeError {
    return new TapeError(this.#options.file, `${what} in ${quoteRow(text)}`, this.#line);
  }
}

/** Rows of a tape in batches, in file order. TapeError names file and line; a tape without one row is an error. */
export async function* readRows<TRow>(
  reader: RowReader<TRow>,
  options: ReadRowsOptions,
  counts: RowCounts,
): AsyncGenerator<readonly TRow[]> {
  const parser = new RowParser(reader, options, counts);
  let isEmpty = true;
  for await (const chunk of readLineChunks(options.file)) {
    isEmpty = false;
    const { rows, failure } = parser.parse(chunk);
    if (rows.length > 0) yield rows;
    if (failure !== undefined) throw failure;
  }
  if (isEmpty) throw new TapeError(options.file, 'the file is empty');
  if (counts.rows > 0) return;
  const skipped = counts.skippedRows === 0 ? '' : ` (${counts.skippedRows} bad ones skipped)`;
  throw new TapeError(options.file, `no rows behind the header${skipped}`);
}
