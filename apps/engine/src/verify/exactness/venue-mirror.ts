import { notional, type Money } from '@quarterdeck/core/kernel/decimal';
import type { Fill } from '@quarterdeck/core/model/fill';
import type { BookEntry } from '@quarterdeck/core/simulation/book-entry';

export const keyOfFill = (fill: Pick<Fill, 'symbol' | 'tradeId' | 'clientOrderId'>): string =>
  `${fill.symbol} ${fill.tradeId} ${fill.clientOrderId}`;

/** What the venue says of one symbol, of the fills that have been booked so far. */
export interface VenueSums {
  /** Received less paid, quote currency. */
  cash: bigint;
  fees: bigint;
  /** Signed base units. */
  qty: bigint;
}

/**
 * The venue's own fills, taken from its book and never from its reports: what the engine has booked is measured
 * against them, one by one.
 */
export class VenueMirror {
  readonly #waiting = new Map<string, Fill>();
  readonly #sums = new Map<string, VenueSums>();
  total = 0;
  booked = 0;
  cash = 0n;
  fees = 0n;

  /** Fills the venue has made and the engine has not booked. */
  get waiting(): number {
    return this.#waiting.size;
  }

  listen(entries: readonly BookEntry[]): void {
    for (const entry of entries) {
      if (entry.type !== 'Filled') continue;
      this.total += 1;
      this.#waiting.set(keyOfFill(entry.fill), entry.fill);
    }
  }

  /** The venue's side of a fill that the engine has booked; undefined when the venue has none left like it. */
  take(fill: Pick<Fill, 'symbol' | 'tradeId' | 'clientOrderId'>): Fill | undefined {
    const key = keyOfFill(fill);
    const own = this.#waiting.get(key);
    if (own === undefined) return undefined;
    this.#waiting.delete(key);
    this.#add(own);
    return own;
  }

  of(symbol: string): Readonly<VenueSums> {
    return this.#sums.get(symbol) ?? { cash: 0n, fees: 0n, qty: 0n };
  }

  #add(fill: Fill): void {
    const sums = this.#sums.get(fill.symbol) ?? { cash: 0n, fees: 0n, qty: 0n };
    this.#sums.set(fill.symbol, sums);
    const value: Money = notional(fill.price, fill.qty);
    const isBuy = fill.side === 'buy';
    const cash = isBuy ? -value : value;
    sums.cash += cash;
    sums.fees += fill.fee;
    sums.qty += isBuy ? fill.qty : -fill.qty;
    this.cash += cash;
    this.fees += fill.fee;
    this.booked += 1;
  }
}
