import { UNIT_DECIMALS } from '@quarterdeck/core/kernel/decimal';
import { ensureInvariant } from '@quarterdeck/core/kernel/ensure';
import { describeRefusal } from '@quarterdeck/core/kernel/verdict';
import type { TradeColumns } from '@quarterdeck/core/model/columns';
import type { Trade } from '@quarterdeck/core/model/tick';
import type { RowReader } from '../../adapters/tapes/row-reader.ts';
import { createTradeRows } from '../../adapters/tapes/trade-rows.ts';
import { createBlock, ROWS_PER_GROUP, type BlockShape } from './column-layout.ts';
import type { FieldScanner } from './field-scanner.ts';
import {
  PRICE_TOO_LARGE,
  exactSizeUnits,
  fitsColumn,
  sizeTooFine,
  type RowParser,
} from './row-parser.ts';

const BUY = Buffer.from('buy');
const SELL = Buffer.from('sell');

/** `ts_ms,price,qty,side`; the side is the taker's. */
export class TradeParser implements RowParser {
  readonly block: TradeColumns;
  readonly isUniqueByTs = false;
  readonly hasRounded = false;
  readonly #strict: RowReader<Trade>;
  readonly #sizeDecimals: number;

  constructor(shape: BlockShape) {
    const { block } = createBlock({ ...shape, kind: 'trades' }, ROWS_PER_GROUP);
    ensureInvariant(block.kind === 'trades', 'a block is of the kind that was asked for');
    this.block = block;
    this.#sizeDecimals = shape.sizeDecimals;
    this.#strict = createTradeRows(shape.symbol);
  }

  takeRow(scanner: FieldScanner, row: number): boolean {
    const tsEvent = scanner.takeStamp();
    if (tsEvent <= 0) return false;
    const price = scanner.takeUnits(UNIT_DECIMALS);
    if (price <= 0 || scanner.hasEndedLine()) return false;
    const qty = scanner.takeUnits(this.#sizeDecimals);
    if (qty <= 0 || scanner.hasEndedLine()) return false;
    const isBuy = scanner.takeLastWord(BUY);
    if (!isBuy && !scanner.takeLastWord(SELL)) return false;
    const { block } = this;
    block.tsEvent[row] = tsEvent;
    block.price[row] = price;
    block.qty[row] = qty;
    block.isBuy[row] = isBuy ? 1 : 0;
    return true;
  }

  putFields(fields: readonly string[], row: number): string | undefined {
    const read = this.#strict.readStrict(fields);
    return read.ok ? this.#put(read.value, row) : describeRefusal(read);
  }

  #put(trade: Trade, row: number): string | undefined {
    if (!fitsColumn(trade.price)) return PRICE_TOO_LARGE;
    const qty = exactSizeUnits(trade.qty, this.#sizeDecimals);
    if (qty === undefined) return sizeTooFine(this.#sizeDecimals);
    const { block } = this;
    block.tsEvent[row] = trade.tsEvent;
    block.price[row] = Number(trade.price);
    block.qty[row] = qty;
    block.isBuy[row] = trade.side === 'buy' ? 1 : 0;
    return undefined;
  }
}
