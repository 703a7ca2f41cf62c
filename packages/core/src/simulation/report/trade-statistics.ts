import { asMoney, divideHalfEven, formatMoney, type Money } from '../../kernel/decimal.ts';
import type { BacktestStatistics } from '../../contract/backtest.schema.ts';
import type { ClosedTrade } from '../../model/position.ts';
import { ratioOf, shareOfCountPct } from './percent.ts';

export type TradeStatistics = Pick<
  BacktestStatistics,
  | 'trades'
  | 'wins'
  | 'losses'
  | 'winRatePct'
  | 'profitFactor'
  | 'expectancy'
  | 'averageWin'
  | 'averageLoss'
  | 'medianHoldMs'
>;

type Net = Pick<ClosedTrade, 'net'>;

export const sumNet = (trades: readonly Net[]): Money =>
  asMoney(trades.reduce((sum, { net }) => sum + net, 0n));

/** Exact sum over the count, rounded half to even at 16 decimals; null of nothing. */
function meanNet(trades: readonly Net[]): string | null {
  if (trades.length === 0) return null;
  return formatMoney(asMoney(divideHalfEven(sumNet(trades), BigInt(trades.length))));
}

/** Middle value, or the mean of the two in the middle. */
function medianOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((left, right) => left - right);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle];
  if (upper === undefined) return null;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

/**
 * A trade wins when its result after fees is above zero and loses when it is below; one of exactly zero does neither.
 * Profit factor = sum of the winners over the absolute sum of the losers. Expectancy = mean result.
 */
export function tradeStatistics(trades: readonly ClosedTrade[]): TradeStatistics {
  const winners = trades.filter(({ net }) => net > 0n);
  const losers = trades.filter(({ net }) => net < 0n);
  return {
    trades: trades.length,
    wins: winners.length,
    losses: losers.length,
    winRatePct: shareOfCountPct(winners.length, trades.length),
    profitFactor: ratioOf(sumNet(winners), -sumNet(losers)),
    expectancy: meanNet(trades),
    averageWin: meanNet(winners),
    averageLoss: meanNet(losers),
    medianHoldMs: medianOf(trades.map(({ tsOpened, tsClosed }) => tsClosed - tsOpened)),
  };
}
