import { asPrice } from '../../kernel/decimal.ts';
import { asSize } from '../../model/column-candle.ts';
import type { QuoteColumns, TradeColumns } from '../../model/columns.ts';
import { ColumnQuote } from '../../model/column-quote.ts';
import type { Quote, Trade } from '../../model/tick.ts';
import type { MarketInput } from '../market-input.ts';
import type { MarketCursor } from './market-cursor.ts';

type TickColumns = QuoteColumns | TradeColumns;

/** Inputs of one row: a trade may prove a quote that comes in front of it. */
type RowInputs<TColumns> = (columns: TColumns, row: number) => readonly MarketInput[];

function createTickCursor<TColumns extends TickColumns>(
  blocks: Iterable<TColumns>,
  inputsOf: RowInputs<TColumns>,
): MarketCursor | undefined {
  const iterator = blocks[Symbol.iterator]();
  const first = iterator.next();
  if (first.done === true) return undefined;
  let block: TColumns | undefined = first.value;
  let row = 0;
  let inputs: readonly MarketInput[] = [];
  let taken = 0;
  const next = (): void => {
    if (block !== undefined && row >= block.length) {
      const following = iterator.next();
      block = following.done === true ? undefined : following.value;
      row = 0;
    }
    cursor.tsFront = block?.tsEvent[row] ?? Number.POSITIVE_INFINITY;
  };
  const cursor: MarketCursor = {
    symbol: first.value.symbol,
    tsFront: Number.POSITIVE_INFINITY,
    isBarFront: false,
    take: () => {
      if (taken >= inputs.length) {
        if (block === undefined) throw new RangeError('the columns are used up');
        inputs = inputsOf(block, row);
        taken = 0;
      }
      const input = inputs[taken];
      taken += 1;
      if (taken >= inputs.length) {
        row += 1;
        next();
      }
      if (input === undefined) throw new RangeError('a row without an input');
      return input;
    },
  };
  next();
  return cursor;
}

function quoteAt(columns: QuoteColumns, row: number): Quote {
  const { symbol, sizeDecimals } = columns;
  const figures = {
    bid: columns.bid[row] ?? Number.NaN,
    ask: columns.ask[row] ?? Number.NaN,
    bidQty: columns.bidQty[row] ?? Number.NaN,
    askQty: columns.askQty[row] ?? Number.NaN,
    sizeDecimals,
  };
  return new ColumnQuote(symbol, figures, columns.tsEvent[row] ?? Number.NaN);
}

function tradeAt(columns: TradeColumns, row: number): Trade {
  return {
    symbol: columns.symbol,
    price: asPrice(BigInt(columns.price[row] ?? Number.NaN)),
    qty: asSize(columns.qty[row] ?? Number.NaN, columns.sizeDecimals),
    side: columns.isBuy[row] === 1 ? 'buy' : 'sell',
    tsEvent: columns.tsEvent[row] ?? Number.NaN,
  };
}

export const createQuoteCursor = (blocks: Iterable<QuoteColumns>): MarketCursor | undefined =>
  createTickCursor(blocks, (columns, row) => [{ type: 'quote', quote: quoteAt(columns, row) }]);

/** With `quoteOfTrade` where no other source shows the symbol's quotes: the touch each trade proves. */
export const createTradeCursor = (
  blocks: Iterable<TradeColumns>,
  quoteOfTrade?: (trade: Trade) => Quote,
): MarketCursor | undefined =>
  createTickCursor(blocks, (columns, row) => {
    const trade = tradeAt(columns, row);
    const input: MarketInput = { type: 'trade', trade };
    return quoteOfTrade === undefined
      ? [input]
      : [{ type: 'quote', quote: quoteOfTrade(trade) }, input];
  });
