import { UNIT_DECIMALS } from '@quarterdeck/core/kernel/decimal';
import { ensureInvariant } from '@quarterdeck/core/kernel/ensure';
import { describeRefusal } from '@quarterdeck/core/kernel/verdict';
import type { QuoteColumns } from '@quarterdeck/core/model/columns';
import type { Quote } from '@quarterdeck/core/model/tick';
import { createQuoteRows } from '../../adapters/tapes/quote-rows.ts';
import type { RowReader } from '../../adapters/tapes/row-reader.ts';
import { createBlock, ROWS_PER_GROUP, type BlockShape } from './column-layout.ts';
import type { FieldScanner } from './field-scanner.ts';
import {
  PRICE_TOO_LARGE,
  exactSizeUnits,
  fitsColumn,
  sizeTooFine,
  type RowParser,
} from './row-parser.ts';

/** `ts_ms,bid,ask`, sized ones with `,bid_qty,ask_qty` behind it. */
export class QuoteParser implements RowParser {
  readonly block: QuoteColumns;
  readonly isUniqueByTs = false;
  readonly hasRounded = false;
  readonly #strict: RowReader<Quote>;
  readonly #isSized: boolean;
  readonly #sizeDecimals: number;

  constructor(shape: BlockShape, isSized: boolean) {
    const { block } = createBlock({ ...shape, kind: 'quotes' }, ROWS_PER_GROUP);
    ensureInvariant(block.kind === 'quotes', 'a block is of the kind that was asked for');
    this.block = block;
    this.#isSized = isSized;
    this.#sizeDecimals = shape.sizeDecimals;
    this.#strict = createQuoteRows(shape.symbol, isSized);
  }

  takeRow(scanner: FieldScanner, row: number): boolean {
    const tsEvent = scanner.takeStamp();
    if (tsEvent <= 0) return false;
    const bid = scanner.takeUnits(UNIT_DECIMALS);
    if (bid <= 0 || scanner.hasEndedLine()) return false;
    const ask = scanner.takeUnits(UNIT_DECIMALS);
    if (ask < bid || scanner.hasEndedLine() === this.#isSized) return false;
    const { block } = this;
    block.tsEvent[row] = tsEvent;
    block.bid[row] = bid;
    block.ask[row] = ask;
    return !this.#isSized || this.#takeSizes(scanner, row);
  }

  putFields(fields: readonly string[], row: number): string | undefined {
    const read = this.#strict.readStrict(fields);
    return read.ok ? this.#put(read.value, row) : describeRefusal(read);
  }

  #takeSizes(scanner: FieldScanner, row: number): boolean {
    const bidQty = scanner.takeUnits(this.#sizeDecimals);
    if (bidQty < 0 || scanner.hasEndedLine()) return false;
    const askQty = scanner.takeUnits(this.#sizeDecimals);
    if (askQty < 0 || !scanner.hasEndedLine()) return false;
    this.block.bidQty[row] = bidQty;
    this.block.askQty[row] = askQty;
    return true;
  }

  #put(quote: Quote, row: number): string | undefined {
    if (!fitsColumn(quote.ask)) return PRICE_TOO_LARGE;
    const bidQty = exactSizeUnits(quote.bidQty, this.#sizeDecimals);
    const askQty = exactSizeUnits(quote.askQty, this.#sizeDecimals);
    if (bidQty === undefined || askQty === undefined) {
      return sizeTooFine(this.#sizeDecimals);
    }
    const { block } = this;
    block.tsEvent[row] = quote.tsEvent;
    block.bid[row] = Number(quote.bid);
    block.ask[row] = Number(quote.ask);
    block.bidQty[row] = bidQty;
    block.askQty[row] = askQty;
    return undefined;
  }
}
