import type { Side } from '../model/tick.ts';
import type { MarketView } from './contract.ts';

/** Base units (unsigned) that cost `notional` in account currency at the mid. */
export function unitsForNotional(view: MarketView, notional: number): number {
  return notional / (view.mid * view.quoteToAccount);
}

/** The same with the sign that `entry_units_intent` carries: positive buys, negative sells. */
export function signedUnitsForNotional(view: MarketView, side: Side, notional: number): number {
  const units = unitsForNotional(view, notional);
  return side === 'buy' ? units : -units;
}
