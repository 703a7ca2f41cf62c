import { asMoney, ZERO_MONEY, type Money } from '../kernel/decimal.ts';
import type { SymbolId } from '../kernel/ids.ts';
import type { Position } from '../model/position.ts';
import type { Holding, PositionBook } from '../portfolio/position-book.ts';

/** Account currency. */
export interface HeldValue {
  /** Profit of all that is open. */
  readonly open: Money;
  /** Gross value of all that is open. */
  readonly exposure: Money;
}

/** What values are made of, and what of it has changed since they were. */
interface Pricing {
  readonly positions: PositionBook;
  /** Symbols with a new quote; emptied here. */
  readonly moved: Set<SymbolId>;
  readonly ratesVersion: number;
  readonly openOf: (position: Position) => Money;
  readonly exposureOf: (position: Position) => Money;
}

const NOTHING: HeldValue = { open: ZERO_MONEY, exposure: ZERO_MONEY };

/**
 * Value of everything open, by instrument and in total. A quote or a fill changes one instrument: with 200 of them the
 * other 199 are neither worked out nor added up again. Holds nothing that cannot be worked out anew.
 */
export class HeldValues {
  readonly #kept = new Map<SymbolId, HeldValue>();
  #book: PositionBook | undefined;
  #ratesVersion = -1;
  #open = 0n;
  #exposure = 0n;

  /** As it stood at the last `sum`. */
  find(symbol: SymbolId): HeldValue | undefined {
    return this.#kept.get(symbol);
  }

  sum(pricing: Pricing): HeldValue {
    const { positions, moved, ratesVersion } = pricing;
    // A rate is shared by all instruments quoted in its currency.
    if (this.#book !== positions || this.#ratesVersion !== ratesVersion) this.#workOutAll(pricing);
    else {
      for (const symbol of moved) this.#workOut(positions.holdingOf(symbol), pricing);
      for (const symbol of positions.changed) {
        if (!moved.has(symbol)) this.#workOut(positions.holdingOf(symbol), pricing);
      }
    }
    moved.clear();
    positions.changed.clear();
    return { open: asMoney(this.#open), exposure: asMoney(this.#exposure) };
  }

  #workOutAll(pricing: Pricing): void {
    this.#book = pricing.positions;
    this.#ratesVersion = pricing.ratesVersion;
    this.#kept.clear();
    this.#open = 0n;
    this.#exposure = 0n;
    for (const holding of pricing.positions.holdings()) this.#workOut(holding, pricing);
  }

  #workOut(holding: Holding | undefined, pricing: Pricing): void {
    if (holding === undefined) return;
    const { symbol, owners } = holding;
    const before = this.#kept.get(symbol) ?? NOTHING;
    const after = owners.size === 0 ? NOTHING : worthOf(holding, pricing);
    this.#kept.set(symbol, after);
    this.#open += after.open - before.open;
    this.#exposure += after.exposure - before.exposure;
  }
}

function worthOf({ owners }: Holding, { openOf, exposureOf }: Pricing): HeldValue {
  let open: bigint = ZERO_MONEY;
  let exposure: bigint = ZERO_MONEY;
  for (const position of owners.values()) {
    open += openOf(position);
    exposure += exposureOf(position);
  }
  return { open: asMoney(open), exposure: asMoney(exposure) };
}
