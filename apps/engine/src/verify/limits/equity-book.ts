import type { SymbolId } from '@quarterdeck/core/kernel/ids';
import type { BookedFill } from '@quarterdeck/core/model/fill';
import type { Touch } from './exposure-book.ts';

type OwnFill = Pick<BookedFill, 'symbol' | 'strategyId' | 'side' | 'price' | 'qty' | 'fee'>;

/** Scale of percentages with decimals. */
const PCT_UNIT = 1_000_000n;

/**
 * Equity from cash, fees and what is held, with no accounting method between; money of 16 decimals. For a desk whose
 * every currency counts one to one in the account's.
 */
export class EquityBook {
  readonly #start: bigint;
  readonly #touch = new Map<SymbolId, Touch>();
  readonly #held = new Map<SymbolId, Map<string, bigint>>();
  #cash = 0n;

  constructor(start: bigint) {
    this.#start = start;
  }

  quote(symbol: SymbolId, touch: Touch): void {
    this.#touch.set(symbol, touch);
  }

  fill({ symbol, strategyId, side, price, qty, fee }: OwnFill): void {
    const signed = side === 'buy' ? qty : -qty;
    this.#cash -= price * signed + fee;
    const owners = this.#held.get(symbol) ?? new Map<string, bigint>();
    this.#held.set(symbol, owners);
    owners.set(strategyId, (owners.get(strategyId) ?? 0n) + signed);
  }

  equity(): bigint {
    let worth = 0n;
    for (const [symbol, owners] of this.#held) {
      const touch = this.#touch.get(symbol);
      if (touch === undefined) continue;
      for (const qty of owners.values()) worth += qty * (qty > 0n ? touch.bid : touch.ask);
    }
    return this.#start + this.#cash + worth;
  }
}

/** Whether equity has fallen from its peak by `pct` percent or more; exact, by cross-multiplication. */
export const hasFallen = (equity: bigint, peak: bigint, pct: number): boolean =>
  peak > 0n &&
  (peak - equity) * 100n * PCT_UNIT >= peak * BigInt(Math.round(pct * Number(PCT_UNIT)));

/** Highest equity at which a fall by `pct` percent from the peak is reached. */
export function thresholdOf(peak: bigint, pct: number): bigint {
  const fall = peak * BigInt(Math.round(pct * Number(PCT_UNIT)));
  const unit = 100n * PCT_UNIT;
  // Rounded up: a fall of a fraction less is not yet the fall.
  return peak - (fall + unit - 1n) / unit;
}
