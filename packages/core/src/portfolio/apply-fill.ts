import {
  absQty,
  asMoney,
  asQty,
  divideHalfEven,
  notional,
  ZERO_MONEY,
  ZERO_QTY,
  type Money,
  type Price,
  type Qty,
} from '../kernel/decimal.ts';
import type { Side } from '../model/tick.ts';

/** What one owner holds: signed quantity and the signed cost of it, quote currency. */
export interface Holding {
  readonly qty: Qty;
  readonly costQuote: Money;
}

export interface FillEffect extends Holding {
  /** Part of the fill that reduced what was held. */
  readonly closedQty: Qty;
  /** Profit of that part before fees, quote currency. */
  readonly realisedQuote: Money;
}

export const FLAT: Holding = { qty: ZERO_QTY, costQuote: ZERO_MONEY };

/**
 * Average-cost accounting. A partial close releases cost in proportion, rounded half to even once;
 * what was rounded stays in the remaining cost, so `realised = cash + open cost` holds to the last digit.
 */
export function applyFill(
  held: Holding,
  fill: { readonly side: Side; readonly price: Price; readonly qty: Qty },
): FillEffect {
  const signed = asQty(fill.side === 'buy' ? fill.qty : -fill.qty);
  if (held.qty === 0n || held.qty > 0n === signed > 0n) {
    return {
      qty: asQty(held.qty + signed),
      costQuote: asMoney(held.costQuote + fill.price * signed),
      closedQty: ZERO_QTY,
      realisedQuote: ZERO_MONEY,
    };
  }
  const heldSize = absQty(held.qty);
  const closedQty = fill.qty < heldSize ? fill.qty : heldSize;
  const released =
    closedQty === heldSize
      ? held.costQuote
      : asMoney(divideHalfEven(held.costQuote * closedQty, heldSize));
  const proceeds = notional(fill.price, asQty(held.qty > 0n ? closedQty : -closedQty));
  const excess = asQty(signed > 0n ? fill.qty - closedQty : closedQty - fill.qty);
  return {
    qty: asQty(held.qty + signed),
    costQuote: asMoney(held.costQuote - released + fill.price * excess),
    closedQty,
    realisedQuote: asMoney(proceeds - released),
  };
}
