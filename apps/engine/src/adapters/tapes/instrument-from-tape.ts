import { ZERO_MONEY, asPrice, asQty } from '@quarterdeck/core/kernel/decimal';
import type { SymbolId } from '@quarterdeck/core/kernel/ids';
import type { Instrument, TradingCalendar } from '@quarterdeck/core/model/instrument';
import type { TapeHead } from './inspect-tape.ts';

const FX_ASSETS = new Set('USD EUR GBP JPY CHF AUD CAD NZD XAU XAG'.split(' '));

/** One unit of the n-th decimal, scaled by 10^8. */
const stepOf = (decimals: number): bigint => 10n ** BigInt(8 - decimals);

/** Where no size is shown: the power of ten that is worth at most ten units of the quote currency, at most 1. */
function decimalsForPrice(price: number): number {
  if (!(price > 0)) return 0;
  return Math.min(8, Math.max(0, -Math.floor(Math.log10(10 / price))));
}

function calendarOf(base: string, quote: string): TradingCalendar {
  return FX_ASSETS.has(base) && FX_ASSETS.has(quote) ? 'fx-week' : 'always';
}

/**
 * An instrument for tapes whose symbol is not configured. Tick and lot are the finest steps that the
 * first rows of any of its tapes use; the true filters of the venue may be coarser. No minimum notional.
 */
export function instrumentFromTape(
  symbol: SymbolId,
  heads: readonly Pick<TapeHead, 'priceDecimals' | 'qtyDecimals' | 'firstPrice'>[],
): Instrument {
  const [base = '', quote = ''] = symbol.split('/');
  const priceDecimals = Math.max(0, ...heads.map((head) => head.priceDecimals));
  const shown = heads.flatMap((head) => head.qtyDecimals ?? []);
  const unshown = heads.map((head) => decimalsForPrice(head.firstPrice));
  const qtyDecimals = Math.max(0, ...(shown.length > 0 ? shown : unshown));
  return {
    symbol,
    base,
    quote,
    tickSize: asPrice(stepOf(priceDecimals)),
    lotSize: asQty(stepOf(qtyDecimals)),
    minQty: asQty(stepOf(qtyDecimals)),
    minNotional: ZERO_MONEY,
    calendar: calendarOf(base, quote),
  };
}
