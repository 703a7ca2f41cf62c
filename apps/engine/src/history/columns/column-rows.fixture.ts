import { createCandleRows } from '../../adapters/tapes/candle-rows.ts';
import { inspectTape } from '../../adapters/tapes/inspect-tape.ts';
import { createQuoteRows } from '../../adapters/tapes/quote-rows.ts';
import { readRows } from '../../adapters/tapes/read-rows.ts';
import { parseTapeRequest } from '../../adapters/tapes/tape-name.ts';
import { createTradeRows } from '../../adapters/tapes/trade-rows.ts';
import { columnsOf } from './column-layout.ts';
import { openColumns } from './open-columns.ts';

type Row = readonly (number | bigint)[];

/** Rows as the tapes adapter parses them: stamp, prices, sizes, flag. */
export async function rowsOfTape(request: string): Promise<Row[]> {
  const head = await inspectTape(parseTapeRequest(request), []);
  const reading = { file: head.file, skipBadRows: false };
  const counts = { rows: 0, skippedRows: 0 };
  const rows: Row[] = [];
  if (head.format === 'candles') {
    const shape = { symbol: head.symbol, timeframeMs: head.timeframeMs ?? 0 };
    for await (const batch of readRows(createCandleRows(shape), reading, counts)) {
      for (const bar of batch) {
        rows.push([bar.tsOpen, bar.open, bar.high, bar.low, bar.close, bar.volume]);
      }
    }
  } else if (head.format === 'trades') {
    for await (const batch of readRows(createTradeRows(head.symbol), reading, counts)) {
      for (const { tsEvent, price, qty, side } of batch) {
        rows.push([tsEvent, price, qty, side === 'buy' ? 1 : 0]);
      }
    }
  } else {
    const reader = createQuoteRows(head.symbol, head.format === 'sized-quotes');
    for await (const batch of readRows(reader, reading, counts)) {
      for (const { tsEvent, bid, ask, bidQty, askQty } of batch) {
        rows.push([tsEvent, bid, ask, bidQty, askQty]);
      }
    }
  }
  return rows;
}

/** Which columns are bigints in the rows of a tape, and which of them sizes. */
const SCALES = {
  bars: ['ts', 'price', 'price', 'price', 'price', 'size'],
  quotes: ['ts', 'price', 'price', 'size', 'size'],
  trades: ['ts', 'price', 'size', 'flag'],
} as const;

/** Rows of a column file in the same form: sizes brought back to eight decimals. */
export function rowsOfColumns(file: string): Row[] {
  const rows: Row[] = [];
  for (const block of openColumns(file).blocks()) {
    const columns = columnsOf(block);
    const unit = 10n ** BigInt(8 - block.sizeDecimals);
    for (let row = 0; row < block.length; row += 1) {
      rows.push(
        SCALES[block.kind].map((scale, index) => {
          const value = columns[index]?.[row] ?? Number.NaN;
          if (scale === 'price') return BigInt(value);
          return scale === 'size' ? BigInt(value) * unit : value;
        }),
      );
    }
  }
  return rows;
}
