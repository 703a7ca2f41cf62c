import { UNIT_DECIMALS } from '@quarterdeck/core/kernel/decimal';
import { ensureInvariant } from '@quarterdeck/core/kernel/ensure';
import { describeRefusal } from '@quarterdeck/core/kernel/verdict';
import type { Candle } from '@quarterdeck/core/model/candle';
import type { BarColumns } from '@quarterdeck/core/model/columns';
import { createCandleRows } from '../../adapters/tapes/candle-rows.ts';
import type { RowReader } from '../../adapters/tapes/row-reader.ts';
import { createBlock, ROWS_PER_GROUP, type BlockShape } from './column-layout.ts';
import { UNUSUAL, type FieldScanner } from './field-scanner.ts';
import {
  PRICE_TOO_LARGE,
  exactSizeUnits,
  fitsColumn,
  roundedSizeUnits,
  type RowParser,
} from './row-parser.ts';

/** A price that is not the last field of its line. */
function takePrice(scanner: FieldScanner): number {
  const units = scanner.takeUnits(UNIT_DECIMALS);
  return scanner.hasEndedLine() ? UNUSUAL : units;
}

/** `ts_ms,open,high,low,close,volume`. */
export class BarParser implements RowParser {
  readonly block: BarColumns;
  readonly isUniqueByTs = true;
  hasRounded = false;
  readonly #strict: RowReader<Candle>;
  readonly #timeframeMs: number;
  readonly #sizeDecimals: number;
  #tsLast = 0;

  constructor(shape: BlockShape) {
    const { block } = createBlock({ ...shape, kind: 'bars' }, ROWS_PER_GROUP);
    ensureInvariant(block.kind === 'bars', 'a block is of the kind that was asked for');
    this.block = block;
    this.#timeframeMs = block.timeframeMs;
    this.#sizeDecimals = shape.sizeDecimals;
    this.#strict = createCandleRows({ symbol: shape.symbol, timeframeMs: block.timeframeMs });
  }

  takeRow(scanner: FieldScanner, row: number): boolean {
    const tsOpen = scanner.takeStamp();
    if (tsOpen <= 0 || !this.#isOnGrid(tsOpen)) return false;
    const open = takePrice(scanner);
    const high = takePrice(scanner);
    const low = takePrice(scanner);
    const close = takePrice(scanner);
    if (low <= 0 || low > open || low > close || open > high || close > high) return false;
    const volume = scanner.takeUnits(this.#sizeDecimals);
    if (volume < 0 || !scanner.hasEndedLine()) return false;
    const { block } = this;
    block.tsOpen[row] = tsOpen;
    block.open[row] = open;
    block.high[row] = high;
    block.low[row] = low;
    block.close[row] = close;
    block.volume[row] = volume;
    this.#tsLast = tsOpen;
    return true;
  }

  putFields(fields: readonly string[], row: number): string | undefined {
    const read = this.#strict.readStrict(fields);
    return read.ok ? this.#put(read.value, row) : describeRefusal(read);
  }

  #put(candle: Candle, row: number): string | undefined {
    // The high bounds the other three.
    if (!fitsColumn(candle.high)) return PRICE_TOO_LARGE;
    const { block } = this;
    block.tsOpen[row] = candle.tsOpen;
    block.open[row] = Number(candle.open);
    block.high[row] = Number(candle.high);
    block.low[row] = Number(candle.low);
    block.close[row] = Number(candle.close);
    const exact = exactSizeUnits(candle.volume, this.#sizeDecimals);
    // Sources that kept volume as floats carry noise: it is rounded here as it is for a tape.
    if (exact === undefined) this.hasRounded = true;
    block.volume[row] = exact ?? roundedSizeUnits(candle.volume, this.#sizeDecimals);
    this.#tsLast = candle.tsOpen;
    return undefined;
  }

  /** The next stamp of a series without a hole needs no division, which is dear for numbers of this size. */
  #isOnGrid(tsOpen: number): boolean {
    const isNext = this.#tsLast > 0 && tsOpen - this.#tsLast === this.#timeframeMs;
    return isNext || tsOpen % this.#timeframeMs === 0;
  }
}
