import { addMoney, asMoney, notional, ZERO_MONEY, type Money } from '../kernel/decimal.ts';
import { ensureInvariant } from '../kernel/ensure.ts';
import type { StrategyId, SymbolId } from '../kernel/ids.ts';
import type { BookedFill } from '../model/fill.ts';
import { EMPTY_TOTALS, type LedgerTotals } from '../model/restored.ts';

interface StrategySums {
  net: Money;
  trades: number;
  wins: number;
}

interface SymbolSums {
  net: Money;
  /** Minus what was paid plus what was received, quote currency. */
  cash: Money;
  realised: Money;
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
    for (const row of totals.bySymbol) this.#symbol(row.symbol).net = row.net;
    for (const row of totals.cashQuote) {
      Object.assign(this.#symbol(row.symbol), { cash: row.cash, realised: row.realised });
    }
    for (const row of totals.byStrategy) {
      Object.assign(this.#strategy(row.strategyId), {
        net: row.net,
        trades: row.trades,
        wins: row.wins,
      });
    }
    this.#ensureTiesOut();
  }

  get net(): Money {
    return this.#net;
  }

  book(fill: BookedFill): void {
    const symbol = this.#symbol(fill.symbol);
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
    const symbol = this.#symbol(owner.symbol);
    const strategy = this.#strategy(owner.strategyId);
    symbol.net = addMoney(symbol.net, paid);
    strategy.net = addMoney(strategy.net, paid);
    this.#funding = addMoney(this.#funding, paid);
    this.#net = addMoney(this.#net, paid);
    this.#ensureTiesOut();
  }

  /** Takes over (or gives up) something the venue holds that no fill of ours explains, at its cost. */
  adopt(symbol: SymbolId, costQuote: Money): void {
    const sums = this.#symbol(symbol);
    sums.cash = asMoney(sums.cash - costQuote);
  }

  /** Sets cash to what realised profit and the cost still open say, where something was adopted. */
  alignCash(symbol: SymbolId, openCostQuote: Money): void {
    const sums = this.#symbol(symbol);
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

  totals(): LedgerTotals {
    const symbols = [...this.#bySymbol];
    return {
      fills: this.#fills,
      realised: this.#realised,
      fees: this.#fees,
      net: this.#net,
      bySymbol: symbols.map(([symbol, { net }]) => ({ symbol, net })),
      byStrategy: [...this.#byStrategy].map(([strategyId, sums]) => ({
        strategyId,
        net: sums.net,
        trades: sums.trades,
        wins: sums.wins,
      })),
      cashQuote: symbols.map(([symbol, { cash, realised }]) => ({ symbol, cash, realised })),
    };
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
    const sums = { net: ZERO_MONEY, cash: ZERO_MONEY, realised: ZERO_MONEY };
    this.#bySymbol.set(symbol, sums);
    return sums;
  }

  #strategy(strategyId: StrategyId): StrategySums {
    const known = this.#byStrategy.get(strategyId);
    if (known !== undefined) return known;
    const sums = { net: ZERO_MONEY, trades: 0, wins: 0 };
    this.#byStrategy.set(strategyId, sums);
    return sums;
  }
}
