import { notional } from '@quarterdeck/core/kernel/decimal';
import type { BookedFill, Fill } from '@quarterdeck/core/model/fill';
import type { BookEntry } from '@quarterdeck/core/simulation/book-entry';
import { keyOfFill } from '../../exactness/venue-mirror.ts';

/** Sums over fills, each worked out twice: from what the desk booked and from the venue's own fill. */
interface Sums {
  net: bigint;
  /** Received less paid, quote currency, of the venue's fills. */
  cash: bigint;
  fees: bigint;
  /** Signed, of the venue's fills. */
  qty: bigint;
}

const noSums = (): Sums => ({ net: 0n, cash: 0n, fees: 0n, qty: 0n });

interface Booked {
  readonly own: BookedFill;
  readonly venues: Fill;
}

/**
 * The venue's fills against those the desk has booked, over many lives of the engine: what a killed one had booked
 * and not stored, the next has to book again.
 */
export class SoakBooks {
  readonly total = noSums();
  readonly #waiting = new Map<string, Fill>();
  readonly #bySymbol = new Map<string, Sums>();
  readonly #byStrategy = new Map<string, Sums>();
  #unstored: Booked[] = [];
  booked = 0;
  /** Fills that were booked, lost with the process before they were stored, and have to come again. */
  forgotten = 0;

  /** Fills the venue has made and the desk has not booked. */
  get waiting(): number {
    return this.#waiting.size;
  }

  listen(entries: readonly BookEntry[]): void {
    for (const entry of entries)
      if (entry.type === 'Filled') this.#waiting.set(keyOfFill(entry.fill), entry.fill);
  }

  /** The venue's side of a fill the desk books; undefined when the venue has none, or it was booked before. */
  book(own: BookedFill): Fill | undefined {
    const key = keyOfFill(own);
    const venues = this.#waiting.get(key);
    if (venues === undefined) return undefined;
    this.#waiting.delete(key);
    this.#add({ own, venues }, 1n);
    this.#unstored.push({ own, venues });
    this.booked += 1;
    return venues;
  }

  /** All that was booked so far is on disk. */
  stored(): void {
    this.#unstored = [];
  }

  /** The process died: what it had not stored was never booked. */
  forget(): void {
    for (const fill of this.#unstored) {
      this.#add(fill, -1n);
      this.#waiting.set(keyOfFill(fill.venues), fill.venues);
    }
    this.forgotten += this.#unstored.length;
    this.booked -= this.#unstored.length;
    this.#unstored = [];
  }

  ofSymbol(symbol: string): Sums {
    return sumsOf(this.#bySymbol, symbol);
  }

  ofStrategy(strategyId: string): Sums {
    return sumsOf(this.#byStrategy, strategyId);
  }

  #add({ own, venues }: Booked, sign: 1n | -1n): void {
    const value = notional(venues.price, venues.qty) * sign;
    const isBuy = venues.side === 'buy';
    const rows = [this.total, this.ofSymbol(own.symbol), this.ofStrategy(own.strategyId)];
    for (const row of rows) {
      row.net += own.net * sign;
      row.cash += isBuy ? -value : value;
      row.fees += venues.fee * sign;
      row.qty += (isBuy ? venues.qty : -venues.qty) * sign;
    }
  }
}

function sumsOf(all: Map<string, Sums>, name: string): Sums {
  const known = all.get(name);
  if (known !== undefined) return known;
  const fresh = noSums();
  all.set(name, fresh);
  return fresh;
}
