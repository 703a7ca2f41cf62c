import { asMoney, formatMoney } from '@quarterdeck/core/kernel/decimal';
import type { ConsoleState } from '@quarterdeck/core/contract/console-state.schema';
import type { DeskEventBody } from '@quarterdeck/core/model/event';
import type { LedgerTotals } from '@quarterdeck/core/model/restored';
import type { Clock } from '../ports/clock.ts';
import type { Memory } from '../ports/memory.ts';

export interface TiesOutOptions {
  readonly clock: Clock;
  readonly memory: Pick<Memory, 'sumFillsAfter'>;
  readonly totals: () => LedgerTotals;
  /** False when the newest fills could not be stored: then there is nothing to compare with. */
  readonly commit: () => boolean;
  readonly dispatch: (body: DeskEventBody) => void;
}

const sumOf = (rows: readonly { readonly net: bigint }[]): bigint =>
  rows.reduce((sum, { net }) => sum + net, 0n);

/**
 * Four sums of the same money: the ledger's total, over symbols, over strategies, and over the fills in the tables.
 * They agree to the last digit or trading is locked: a ledger that does not tie out may not decide anything.
 */
export class TiesOutCheck {
  readonly #options: TiesOutOptions;
  #cursor = 0;
  #storedNet = 0n;
  #storedCount = 0;
  #isLocked = false;
  #result: ConsoleState['tiesOut'] | undefined;

  constructor(options: TiesOutOptions) {
    this.#options = options;
  }

  get result(): ConsoleState['tiesOut'] {
    return this.#result ?? this.#describe(true);
  }

  check(): void {
    if (!this.#options.commit()) return;
    this.#readFills();
    const totals = this.#options.totals();
    const ok =
      sumOf(totals.bySymbol) === totals.net &&
      sumOf(totals.byStrategy) === totals.net &&
      this.#storedNet === totals.net &&
      this.#storedCount === totals.fills;
    this.#result = this.#describe(ok);
    if (!ok) this.#lock();
    else this.#isLocked = false;
  }

  #readFills(): void {
    const { cursor, count, net } = this.#options.memory.sumFillsAfter(this.#cursor);
    this.#cursor = cursor;
    this.#storedCount += count;
    this.#storedNet += net;
  }

  #describe(ok: boolean): ConsoleState['tiesOut'] {
    const totals = this.#options.totals();
    return {
      ok,
      total: formatMoney(totals.net),
      symbols: formatMoney(asMoney(sumOf(totals.bySymbol))),
      strategies: formatMoney(asMoney(sumOf(totals.byStrategy))),
      fills: formatMoney(asMoney(this.#storedNet)),
      fillCount: this.#storedCount,
      tsChecked: this.#options.clock.now(),
    };
  }

  /** Once for each time it breaks: a person's unlock is not overruled every second. */
  #lock(): void {
    if (this.#isLocked) return;
    this.#isLocked = true;
    const reason = 'LEDGER_DOES_NOT_TIE_OUT';
    this.#options.dispatch({ type: 'TradingLocked', level: 'lock', reason, by: 'desk' });
  }
}
