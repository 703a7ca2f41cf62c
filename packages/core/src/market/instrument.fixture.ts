import { asPrice, money, price, qty, ZERO_QTY } from '../kernel/decimal.ts';
import { asSymbolId } from '../kernel/ids.ts';
import type { Instrument, TradingCalendar } from '../model/instrument.ts';
import type { Quote, Side, Trade } from '../model/tick.ts';

export function instrumentOf(symbol: string, calendar: TradingCalendar = 'always'): Instrument {
  const [base = '', quote = ''] = symbol.split('/');
  return {
    symbol: asSymbolId(symbol),
    base,
    quote,
    tickSize: price('0.01'),
    lotSize: qty('0.0001'),
    minQty: qty('0.0001'),
    minNotional: money('1'),
    calendar,
  };
}

/** Bid and ask one unit of the fourth decimal either side, so that the mid is the text given. */
export function quoteAt(instrument: Instrument, mid: string, ts: number): Quote {
  const at = price(mid);
  const half = 10_000n;
  const [bid, ask] = [asPrice(at - half), asPrice(at + half)];
  return { symbol: instrument.symbol, bid, ask, bidQty: ZERO_QTY, askQty: ZERO_QTY, tsEvent: ts };
}

export function tradeAt(
  instrument: Instrument,
  what: { readonly price: string; readonly qty?: string; readonly side?: Side },
  ts: number,
): Trade {
  return {
    symbol: instrument.symbol,
    price: price(what.price),
    qty: qty(what.qty ?? '1'),
    side: what.side ?? 'buy',
    tsEvent: ts,
  };
}
