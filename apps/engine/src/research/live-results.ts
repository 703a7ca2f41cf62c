import {
  addMoney,
  asMoney,
  divideHalfEven,
  formatMoney,
  moneyToFloat,
  ZERO_MONEY,
  type Money,
} from '@quarterdeck/core/kernel/decimal';
import type { StrategyCard } from '@quarterdeck/core/contract/strategy-card.schema';
import type { TradeHistory } from '@quarterdeck/db/trade-history';

type Live = StrategyCard['live'];

interface Tally {
  trades: number;
  wins: number;
  net: Money;
  gained: Money;
  lost: Money;
}

const emptyTally = (): Tally => ({
  trades: 0,
  wins: 0,
  net: ZERO_MONEY,
  gained: ZERO_MONEY,
  lost: ZERO_MONEY,
});

function addTo(tally: Tally, net: Money): void {
  tally.trades += 1;
  tally.net = addMoney(tally.net, net);
  if (net > 0n) {
    tally.wins += 1;
    tally.gained = addMoney(tally.gained, net);
  } else tally.lost = asMoney(tally.lost - net);
}

function describeTally({ trades, wins, net, gained, lost }: Tally): Live {
  return {
    trades,
    net: formatMoney(net),
    winRatePct: trades === 0 ? null : (wins / trades) * 100,
    profitFactor: lost === 0n ? null : moneyToFloat(gained) / moneyToFloat(lost),
    expectancy: trades === 0 ? null : formatMoney(asMoney(divideHalfEven(net, BigInt(trades)))),
  };
}

/** What came of each strategy's closed trades; each trade is read once, when somebody looks. */
export class LiveResults {
  readonly #history: Pick<TradeHistory, 'resultsAfter'>;
  readonly #tallies = new Map<string, Tally>();
  #cursor = 0;

  constructor(history: Pick<TradeHistory, 'resultsAfter'>) {
    this.#history = history;
  }

  /** Takes in what has been stored since. */
  refresh(): void {
    const { cursor, results } = this.#history.resultsAfter(this.#cursor);
    for (const { strategyId, net } of results) {
      const tally = this.#tallies.get(strategyId) ?? emptyTally();
      addTo(tally, net);
      this.#tallies.set(strategyId, tally);
    }
    this.#cursor = cursor;
  }

  of(strategyId: string): Live {
    return describeTally(this.#tallies.get(strategyId) ?? emptyTally());
  }
}
