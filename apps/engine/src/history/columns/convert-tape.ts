import type { TapeHead } from '../../adapters/tapes/inspect-tape.ts';
import { readLineChunks } from '../../adapters/tapes/line-chunks.ts';
import { TapeError, quoteRow } from '../../adapters/tapes/tape-error.ts';
import { parseTapeFormat } from '../../adapters/tapes/tape-format.ts';
import { BarParser } from './bar-parser.ts';
import type { ColumnFileHead, ColumnFileOutline, ColumnSource } from './column-file-head.ts';
import { ColumnFileWriter } from './column-file-writer.ts';
import { ROWS_PER_GROUP, stampsOf, type BlockShape, type ColumnKind } from './column-layout.ts';
import { FieldScanner } from './field-scanner.ts';
import { QuoteParser } from './quote-parser.ts';
import { SizeTooLargeError, type RowParser } from './row-parser.ts';
import { TradeParser } from './trade-parser.ts';

const KINDS: Readonly<Record<TapeHead['format'], ColumnKind>> = {
  candles: 'bars',
  quotes: 'quotes',
  'sized-quotes': 'quotes',
  trades: 'trades',
};

function createParser(head: TapeHead, shape: BlockShape): RowParser {
  if (head.format === 'candles') return new BarParser(shape);
  if (head.format === 'trades') return new TradeParser(shape);
  return new QuoteParser(shape, head.format === 'sized-quotes');
}

/** One reading of a file, line by line; groups of rows go to the writer as they fill. */
class TapeConversion {
  readonly #file: string;
  readonly #parser: RowParser;
  readonly #stamps: Float64Array;
  readonly #writer: ColumnFileWriter;
  readonly #scanner = new FieldScanner();
  #line = 0;
  #row = 0;
  #tsLast = 0;

  constructor(file: string, parser: RowParser, writer: ColumnFileWriter) {
    this.#file = file;
    this.#parser = parser;
    this.#stamps = stampsOf(parser.block);
    this.#writer = writer;
  }

  take(chunk: Buffer): void {
    const scanner = this.#scanner;
    scanner.load(chunk);
    if (this.#line === 0) {
      this.#line = 1;
      parseTapeFormat(this.#file, scanner.takeLine(0));
    }
    while (!scanner.isAtEnd) {
      const start = scanner.position;
      this.#line += 1;
      if (this.#parser.takeRow(scanner, this.#row) || this.#takeStrict(start)) this.#keep(start);
    }
  }

  finish(): void {
    this.#flush();
    if (this.#line === 0) throw new TapeError(this.#file, 'the file is empty');
    if (this.#writer.rows === 0) throw new TapeError(this.#file, 'no rows behind the header');
  }

  #keep(start: number): void {
    const ts = this.#stamps[this.#row] ?? 0;
    if (ts <= this.#tsLast) this.#checkOrder(ts, start);
    this.#tsLast = ts;
    this.#row += 1;
    if (this.#row === ROWS_PER_GROUP) this.#flush();
  }

  #checkOrder(ts: number, start: number): void {
    if (ts < this.#tsLast) this.#fail(`time goes back: ${ts} after ${this.#tsLast}`, start);
    if (this.#parser.isUniqueByTs) this.#fail(`BAR_REPEATED ts_ms=${ts}`, start);
  }

  /** False for a blank line: it says nothing, so it can say nothing wrong. */
  #takeStrict(start: number): boolean {
    const text = this.#scanner.takeLine(start);
    if (text.trim() === '') return false;
    const problem = this.#parser.putFields(text.split(','), this.#row);
    if (problem !== undefined) this.#fail(problem, start);
    return true;
  }

  #flush(): void {
    this.#writer.write(this.#parser.block, this.#row);
    this.#row = 0;
  }

  #fail(what: string, start: number): never {
    const row = quoteRow(this.#scanner.takeLine(start));
    throw new TapeError(this.#file, `${what} in ${row}`, this.#line);
  }
}

export interface ConvertOptions {
  readonly head: TapeHead;
  readonly source: ColumnSource;
  readonly target: string;
}

async function convertWith(options: ConvertOptions, sizeDecimals: number): Promise<ColumnFileHead> {
  const { head, source, target } = options;
  const { symbol, side, priceDecimals, firstPrice } = head;
  const timeframeMs = head.timeframeMs ?? null;
  const qtyDecimals = head.qtyDecimals ?? null;
  const shape: BlockShape = { kind: KINDS[head.format], symbol, timeframeMs, sizeDecimals };
  const figures = { side, priceDecimals, qtyDecimals, firstPrice, isVolumeRounded: false, source };
  const outline: ColumnFileOutline = { ...shape, ...figures };
  const parser = createParser(head, shape);
  const writer = new ColumnFileWriter(target, outline);
  try {
    const conversion = new TapeConversion(head.file, parser, writer);
    for await (const chunk of readLineChunks(head.file)) conversion.take(chunk);
    conversion.finish();
    return writer.finish({ isVolumeRounded: parser.hasRounded });
  } finally {
    writer.abandon();
  }
}

const MOST_DECIMALS = 8;

/**
 * Writes the rows of a CSV tape as columns. TapeError names the file and line of the first row that is none,
 * and nothing is stored. Sizes too large for eight decimals are kept with as many as all of them allow.
 */
export async function convertTape(options: ConvertOptions): Promise<ColumnFileHead> {
  for (let decimals = MOST_DECIMALS; ;) {
    try {
      return await convertWith(options, decimals);
    } catch (error) {
      if (!(error instanceof SizeTooLargeError)) throw error;
      decimals = error.decimals;
    }
  }
}
