import type { EpochMs } from '../../kernel/clock.ts';
import type { SymbolId } from '../../kernel/ids.ts';
import type { FundingRate } from './backtest-options.ts';

/** Funding rates in time order, each taken once; of other symbols than the run's they are passed over. */
export class FundingSchedule {
  readonly #rates: readonly FundingRate[];
  readonly #symbols: ReadonlySet<SymbolId>;
  #taken = 0;

  constructor(rates: readonly FundingRate[], symbols: ReadonlySet<SymbolId>) {
    this.#rates = rates;
    this.#symbols = symbols;
  }

  get tsNext(): EpochMs {
    return this.#rates[this.#taken]?.ts ?? Number.POSITIVE_INFINITY;
  }

  /** The next rate due up to `tsReached`; those before `tsFrom` are skipped. */
  takeDue(tsReached: EpochMs, tsFrom: EpochMs): FundingRate | undefined {
    while (this.tsNext <= tsReached) {
      const due = this.#rates[this.#taken];
      this.#taken += 1;
      if (due !== undefined && due.ts >= tsFrom && this.#symbols.has(due.symbol)) return due;
    }
    return undefined;
  }
}
