import { addMoney, asMoney, notional, ZERO_MONEY, type Money } from '../kernel/decimal.ts';
import { ensureInvariant } from '../kernel/ensure.ts';
import type { StrategyId, SymbolId } from '../kernel/ids.ts';
import type { BookedFill } from '../model/fill.ts';
import { EMPTY_TOTALS, type LedgerTotals } from '../model/restored.ts';

interface StrategySums {
  net: Money;
  trades: number;
  wins: number;
  /** Handed out already; a new one is made when a figure has changed. */
  row: LedgerTotals['byStrategy'][number] | undefined;
}

interface SymbolSums {
  net: Money;
  /** Minus what was paid plus what was received, quote currency. */
  cash: Money;
  realised: Money;
  /** Handed out already; new ones are made when a figure has changed. */
  rows:
    | {
        readonly net: LedgerTotals['bySymbol'][number];
        readonly cash: LedgerTotals['cashQuote'][number];
      }
    | undefined;
}

/**
 * The one definition of profit: the sum of what each fill earned after its fee, and of funding, account currency.
 * Fees and conversion are fixed when a fill is booked and never recomputed.
 */
export class Ledger {
  #fills: number;
  #realised: Money;
  #fees: Money;
  /** Paid to us for holding, without a fill; negative: by us. */
  #funding: Money;
  #net: Money;
  readonly #bySymbol = new Map<SymbolId, SymbolSums>();
  readonly #byStrategy = new Map<StrategyId, StrategySums>();

  constructor(totals: LedgerTotals = EMPTY_TOTALS) {
    this.#fills = totals.fills;
    this.#realised = totals.realised;
    this.#fees = totals.fees;
    this.#net = totals.net;
    this.#funding = asMoney(totals.net - totals.realised + totals.fees);
    for (const row of totals.bySymbol) this.#changing(row.symbol).net = row.net;
    for (const row of totals.cashQuote) {
      const { cash, realised } = row;
      Object.assign(this.#changing(row.symbol), { cash, realised });
    }
    for (const row of totals.byStrategy) {
      const { net, trades, wins } = row;
      Object.assign(this.#strategy(row.strategyId), { net, trades, wins });
    }
    this.#ensureTiesOut();
  }

  get net(): Money {
    return this.#net;
  }

  book(fill: BookedFill): void {
    const symbol = this.#changing(fill.symbol);
    const strategy = this.#strategy(fill.strategyId);
    const value = notional(fill.price, fill.qty);
    symbol.cash = asMoney(fill.side === 'buy' ? symbol.cash - value : symbol.cash + value);
    symbol.realised = addMoney(symbol.realised, fill.realisedQuote);
    symbol.net = addMoney(symbol.net, fill.net);
    strategy.net = addMoney(strategy.net, fill.net);
    this.#fills += 1;
    this.#realised = addMoney(this.#realised, fill.realised);
    this.#fees = addMoney(this.#fees, fill.feeAccount);
    this.#net = asMoney(this.#realised - this.#fees + this.#funding);
    this.#ensureTiesOut();
  }

  /** Funding of an open position: profit or loss that no fill explains. */
  payFunding(owner: Pick<BookedFill, 'symbol' | 'strategyId'>, paid: Money): void {
    const symbol = this.#changing(owner.symbol);
    const strategy = this.#strategy(owner.strategyId);
    symbol.net = addMoney(symbol.net, paid);
    strategy.net = addMoney(strategy.net, paid);
    this.#funding = addMoney(this.#funding, paid);
    this.#net = addMoney(this.#net, paid);
    this.#ensureTiesOut();
  }

  /** Takes over (or gives up) something the venue holds that no fill of ours explains, at its cost. */
  adopt(symbol: SymbolId, costQuote: Money): void {
    const sums = this.#changing(symbol);
    sums.cash = asMoney(sums.cash - costQuote);
  }

  /** Sets cash to what realised profit and the cost still open say, where something was adopted. */
  alignCash(symbol: SymbolId, openCostQuote: Money): void {
    const sums = this.#changing(symbol);
    sums.cash = asMoney(sums.realised - openCostQuote);
  }

  countTrade(strategyId: StrategyId, net: Money): void {
    const sums = this.#strategy(strategyId);
    sums.trades += 1;
    if (net > 0n) sums.wins += 1;
  }

  /** The second way to the same profit: what was received minus what was paid plus the cost still open. */
  ensureCashAgrees(symbol: SymbolId, openCostQuote: Money): void {
    const sums = this.#symbol(symbol);
    ensureInvariant(
      sums.realised === sums.cash + openCostQuote,
      `cash of ${symbol} does not explain its realised profit`,
    );
  }

  /** Rows that have not changed since the last call are the same objects: with 200 symbols a fill changes one. */
  totals(): LedgerTotals {
    const bySymbol: LedgerTotals['bySymbol'][number][] = [];
    const cashQuote: LedgerTotals['cashQuote'][number][] = [];
    for (const [symbol, sums] of this.#bySymbol) {
      const { net, cash, realised } = sums;
      sums.rows ??= { net: { symbol, net }, cash: { symbol, cash, realised } };
      bySymbol.push(sums.rows.net);
      cashQuote.push(sums.rows.cash);
    }
    const byStrategy: LedgerTotals['byStrategy'][number][] = [];
    for (const [strategyId, sums] of this.#byStrategy) {
      const { net, trades, wins } = sums;
      sums.row ??= { strategyId, net, trades, wins };
      byStrategy.push(sums.row);
    }
    const { fills, realised, fees, net } = this.#figures();
    return { fills, realised, fees, net, bySymbol, byStrategy, cashQuote };
  }

  #figures(): Pick<LedgerTotals, 'fills' | 'realised' | 'fees' | 'net'> {
    return { fills: this.#fills, realised: this.#realised, fees: this.#fees, net: this.#net };
  }

  #ensureTiesOut(): void {
    let symbols = 0n;
    for (const sums of this.#bySymbol.values()) symbols += sums.net;
    let strategies = 0n;
    for (const sums of this.#byStrategy.values()) strategies += sums.net;
    ensureInvariant(
      symbols === this.#net && strategies === this.#net,
      'total, symbols and strategies differ',
    );
  }

  #symbol(symbol: SymbolId): SymbolSums {
    const known = this.#bySymbol.get(symbol);
    if (known !== undefined) return known;
    const sums = { net: ZERO_MONEY, cash: ZERO_MONEY, realised: ZERO_MONEY, rows: undefined };
    this.#bySymbol.set(symbol, sums);
    return sums;
  }

  /** For whoever is about to change a figure. */
  #changing(symbol: SymbolId): SymbolSums {
    const sums = this.#symbol(symbol);
    sums.rows = undefined;
    return sums;
  }

  /** The same: nobody asks for a strategy's sums but to change them. */
  #strategy(strategyId: StrategyId): StrategySums {
    const known = this.#byStrategy.get(strategyId);
    if (known !== undefined) {
      known.row = undefined;
      return known;
    }
    const sums = { net: ZERO_MONEY, trades: 0, wins: 0, row: undefined };
    this.#byStrategy.set(strategyId, sums);
    return sums;
  }
}
