import { asMoney, ZERO_MONEY, type Money, type Price, type Rate } from '../kernel/decimal.ts';
import type { SymbolId } from '../kernel/ids.ts';
import type { Position } from '../model/position.ts';
import type { Quote } from '../model/tick.ts';
import type { Holding, PositionBook } from '../portfolio/position-book.ts';

/** Account currency. */
export interface HeldValue {
  /** Profit of all that is open. */
  readonly open: Money;
  /** Gross value of all that is open. */
  readonly exposure: Money;
}

interface Pricing {
  readonly quoteOf: (symbol: SymbolId) => Quote | undefined;
  readonly rateOf: (symbol: SymbolId) => Rate | undefined;
  readonly openOf: (position: Position) => Money;
  readonly exposureOf: (position: Position) => Money;
}

/** What one instrument's positions were worth, and what that was worked out from. */
interface Kept {
  version: number;
  bid: Price | undefined;
  ask: Price | undefined;
  rate: Rate | undefined;
  open: Money;
  exposure: Money;
}

/**
 * Value of everything open, by instrument. With 200 instruments a quote changes one of them: the other 199 are added
 * up and not worked out again. What was kept is compared with what it came from each time, so nobody has to tell it.
 */
export class HeldValues {
  readonly #kept = new Map<SymbolId, Kept>();
  #book: PositionBook | undefined;

  /** As it stood at the last `sum`. */
  find(symbol: SymbolId): HeldValue | undefined {
    return this.#kept.get(symbol);
  }

  sum(book: PositionBook, pricing: Pricing): HeldValue {
    // Versions count within one book.
    if (this.#book !== book) this.#kept.clear();
    this.#book = book;
    let open = 0n;
    let exposure = 0n;
    for (const holding of book.holdings()) {
      const value = this.#valueOf(holding, pricing);
      open += value.open;
      exposure += value.exposure;
    }
    return { open: asMoney(open), exposure: asMoney(exposure) };
  }

  #valueOf(holding: Holding, pricing: Pricing): Kept {
    const { symbol, version } = holding;
    const quote = pricing.quoteOf(symbol);
    const rate = pricing.rateOf(symbol);
    let kept = this.#kept.get(symbol);
    const isSame =
      kept?.version === version &&
      kept.bid === quote?.bid &&
      kept.ask === quote?.ask &&
      kept.rate === rate;
    if (isSame && kept !== undefined) return kept;
    kept = { version, bid: quote?.bid, ask: quote?.ask, rate, ...worthOf(holding, pricing) };
    this.#kept.set(symbol, kept);
    return kept;
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
