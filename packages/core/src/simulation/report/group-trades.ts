import { asMoney, formatMoney } from '../../kernel/decimal.ts';
import type { BacktestReport } from '../../contract/backtest.schema.ts';
import type { ClosedTrade } from '../../model/position.ts';
import { shareOfCountPct } from './percent.ts';
import { sumNet } from './trade-statistics.ts';

type GroupRow = BacktestReport['bySymbol'][number];

/** Sums of one group, exact. */
export function groupRow(name: string, trades: readonly ClosedTrade[]): GroupRow {
  const wins = trades.filter(({ net }) => net > 0n).length;
  return {
    name,
    trades: trades.length,
    winRatePct: shareOfCountPct(wins, trades.length),
    net: formatMoney(sumNet(trades)),
    fees: formatMoney(asMoney(trades.reduce((sum, { fees }) => sum + fees, 0n))),
  };
}

/** Trades put together by a name, in the order in which the names first appear. */
export function partitionTrades(
  trades: readonly ClosedTrade[],
  nameOf: (trade: ClosedTrade) => string,
): ReadonlyMap<string, readonly ClosedTrade[]> {
  const parts = new Map<string, ClosedTrade[]>();
  for (const trade of trades) {
    const name = nameOf(trade);
    const part = parts.get(name);
    if (part === undefined) parts.set(name, [trade]);
    else part.push(trade);
  }
  return parts;
}

/** One row a name, most trades first, then by name; every trade is in exactly one row. */
export function groupTrades(
  trades: readonly ClosedTrade[],
  nameOf: (trade: ClosedTrade) => string,
): GroupRow[] {
  return [...partitionTrades(trades, nameOf)]
    .map(([name, part]) => groupRow(name, part))
    .toSorted((left, right) => right.trades - left.trades || (left.name < right.name ? -1 : 1));
}
