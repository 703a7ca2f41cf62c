import { bpsOf, notional, type Money, type Price, type Qty } from '../kernel/decimal.ts';
import type { Fill } from '../model/fill.ts';

/** Basis points with 8 decimals (1 bps = 1e8), as `bpsOf` takes them. */
export interface FeeSchedule {
  readonly makerBpsScaled: bigint;
  readonly takerBpsScaled: bigint;
}

/** Config numbers become exact once, here: 0.1 bps is 10,000,000, not its nearest float. */
export const createFeeSchedule = (makerFeeBps: number, takerFeeBps: number): FeeSchedule => ({
  makerBpsScaled: BigInt(Math.round(makerFeeBps * 1e8)),
  takerBpsScaled: BigInt(Math.round(takerFeeBps * 1e8)),
});

/** Quote currency; negative is a rebate. */
export function feeOf(
  schedule: FeeSchedule,
  execution: { readonly price: Price; readonly qty: Qty; readonly liquidity: Fill['liquidity'] },
): Money {
  const { price, qty, liquidity } = execution;
  const bps = liquidity === 'maker' ? schedule.makerBpsScaled : schedule.takerBpsScaled;
  return bpsOf(notional(price, qty), bps);
}
