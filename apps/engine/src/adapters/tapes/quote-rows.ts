import {
  ZERO_QTY,
  UNIT_DECIMALS,
  asPrice,
  asQty,
  parsePrice,
  parseScaled,
  type Qty,
} from '@quarterdeck/core/kernel/decimal';
import type { SymbolId } from '@quarterdeck/core/kernel/ids';
import { denied, parsed, type Parsed } from '@quarterdeck/core/kernel/verdict';
import type { Quote } from '@quarterdeck/core/model/tick';
import type { RowCursor } from './row-cursor.ts';
import { checkFieldCount, parseStamp, type RowReader } from './row-reader.ts';
import { ScaledMemo } from './scaled-memo.ts';

/** Shown size; nothing shown is allowed, less than nothing is not. */
function parseShownQty(text: string): Parsed<Qty> {
  const scaled = parseScaled(text, UNIT_DECIMALS);
  if (!scaled.ok) return scaled;
  return scaled.value < 0n ? denied('QTY_NEGATIVE', { text }) : parsed(asQty(scaled.value));
}

function parseSizes(fields: readonly string[]): Parsed<readonly [Qty, Qty]> {
  const [bidText, askText] = fields.slice(3);
  if (bidText === undefined || askText === undefined) return parsed([ZERO_QTY, ZERO_QTY]);
  const bid = parseShownQty(bidText);
  if (!bid.ok) return bid;
  const ask = parseShownQty(askText);
  return ask.ok ? parsed([bid.value, ask.value]) : ask;
}

function readStrictQuote(symbol: SymbolId, fields: readonly string[]): Parsed<Quote> {
  const [stamp, bidText = '', askText = ''] = fields;
  const tsEvent = parseStamp(stamp);
  if (!tsEvent.ok) return tsEvent;
  const bid = parsePrice(bidText);
  if (!bid.ok) return bid;
  const ask = parsePrice(askText);
  if (!ask.ok) return ask;
  if (bid.value > ask.value) return denied('QUOTE_CROSSED', { bid: bidText, ask: askText });
  const sizes = parseSizes(fields);
  if (!sizes.ok) return sizes;
  const [bidQty, askQty] = sizes.value;
  return parsed({
    symbol,
    bid: bid.value,
    ask: ask.value,
    bidQty,
    askQty,
    tsEvent: tsEvent.value,
  });
}

/** Property order is the same on both ways, so that every quote has one hidden class. */
function createFastQuotes(symbol: SymbolId, isSized: boolean) {
  const bids = new ScaledMemo();
  const asks = new ScaledMemo();
  const bidSizes = new ScaledMemo();
  const askSizes = new ScaledMemo();
  return (cursor: RowCursor): Quote | undefined => {
    const tsEvent = cursor.takeInteger();
    if (tsEvent <= 0) return undefined;
    const bid = cursor.takeDecimal();
    if (bid <= 0 || cursor.hasEndedLine()) return undefined;
    const ask = cursor.takeDecimal();
    if (ask < bid || cursor.hasEndedLine() === isSized) return undefined;
    let bidQty = 0;
    let askQty = 0;
    if (isSized) {
      bidQty = cursor.takeDecimal();
      if (bidQty < 0 || cursor.hasEndedLine()) return undefined;
      askQty = cursor.takeDecimal();
      if (askQty < 0 || !cursor.hasEndedLine()) return undefined;
    }
    return {
      symbol,
      bid: asPrice(bids.toBigInt(bid)),
      ask: asPrice(asks.toBigInt(ask)),
      bidQty: asQty(bidSizes.toBigInt(bidQty)),
      askQty: asQty(askSizes.toBigInt(askQty)),
      tsEvent,
    };
  };
}

/** `ts_ms,bid,ask` or `ts_ms,bid,ask,bid_qty,ask_qty`. */
export function createQuoteRows(symbol: SymbolId, isSized: boolean): RowReader<Quote> {
  return {
    isUniqueByTs: false,
    tsOf: (quote) => quote.tsEvent,
    readFast: createFastQuotes(symbol, isSized),
    readStrict: (fields) => {
      const counted = checkFieldCount(fields, isSized ? 5 : 3);
      return counted.ok ? readStrictQuote(symbol, fields) : counted;
    },
  };
}
