import { asPrice, asQty, parsePrice, parseQty } from '@quarterdeck/core/kernel/decimal';
import type { SymbolId } from '@quarterdeck/core/kernel/ids';
import { denied, parsed, type Parsed } from '@quarterdeck/core/kernel/verdict';
import type { Side, Trade } from '@quarterdeck/core/model/tick';
import type { RowCursor } from './row-cursor.ts';
import { checkFieldCount, parseStamp, type RowReader } from './row-reader.ts';
import { ScaledMemo } from './scaled-memo.ts';

const BUY = Buffer.from('buy');
const SELL = Buffer.from('sell');

function takeSide(cursor: RowCursor): Side | undefined {
  if (cursor.takeLastWord(BUY)) return 'buy';
  return cursor.takeLastWord(SELL) ? 'sell' : undefined;
}

function readStrictTrade(symbol: SymbolId, fields: readonly string[]): Parsed<Trade> {
  const counted = checkFieldCount(fields, 4);
  if (!counted.ok) return counted;
  const [stamp, priceText = '', qtyText = '', side] = fields;
  const tsEvent = parseStamp(stamp);
  if (!tsEvent.ok) return tsEvent;
  const price = parsePrice(priceText);
  if (!price.ok) return price;
  const qty = parseQty(qtyText);
  if (!qty.ok) return qty;
  if (side !== 'buy' && side !== 'sell') {
    return denied('SIDE_UNKNOWN', { text: (side ?? '').slice(0, 40) });
  }
  return parsed({ symbol, price: price.value, qty: qty.value, side, tsEvent: tsEvent.value });
}

/** `ts_ms,price,qty,side`; the side is the taker's. */
export function createTradeRows(symbol: SymbolId): RowReader<Trade> {
  const prices = new ScaledMemo();
  const sizes = new ScaledMemo();
  return {
    isUniqueByTs: false,
    tsOf: (trade) => trade.tsEvent,
    readStrict: (fields) => readStrictTrade(symbol, fields),
    readFast: (cursor) => {
      const tsEvent = cursor.takeInteger();
      if (tsEvent <= 0) return undefined;
      const price = cursor.takeDecimal();
      if (price <= 0 || cursor.hasEndedLine()) return undefined;
      const qty = cursor.takeDecimal();
      if (qty <= 0 || cursor.hasEndedLine()) return undefined;
      const side = takeSide(cursor);
      if (side === undefined) return undefined;
      return {
        symbol,
        price: asPrice(prices.toBigInt(price)),
        qty: asQty(sizes.toBigInt(qty)),
        side,
        tsEvent,
      };
    },
  };
}
