import { asMoney, asPrice, convert, notional, type Rate } from '../kernel/decimal.ts';
import type { SymbolId } from '../kernel/ids.ts';
import type { DeskState } from './desk-state.ts';

/**
 * Funding of a perpetual: each position pays `rate` of its value at the mid price, a long one to the short ones where
 * the rate is positive. Rounded half to even at the sixteenth decimal, once in the quote currency and once converted.
 * It stands in the ledger by symbol and strategy; a trade's own result stays what its fills earned.
 */
export function payFunding(state: DeskState, symbol: SymbolId, rate: Rate): void {
  const quote = state.market.stateOf(symbol)?.quote;
  const toAccount = state.rates.rateOf(symbol);
  const owners = state.positions.ofSymbol(symbol);
  if (quote === undefined || toAccount === undefined || owners === undefined) return;
  const mid = asPrice((quote.bid + quote.ask) >> 1n);
  for (const position of owners.values()) {
    const owed = convert(notional(mid, position.qty), rate);
    state.ledger.payFunding(position, convert(asMoney(-owed), toAccount));
  }
}
