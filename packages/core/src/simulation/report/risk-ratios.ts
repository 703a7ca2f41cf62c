import { DAY_MS } from '../../kernel/clock.ts';
import type { BacktestStatistics } from '../../contract/backtest.schema.ts';
import type { BacktestOutcome } from '../backtest/outcome.ts';
import { dailyReturns, type EquityRun } from './daily-returns.ts';
import { finiteOrNull, ratioOf } from './percent.ts';

/** Markets of this desk do not close for a year's end: a year is 365 days, all of them counted. */
export const DAYS_A_YEAR = 365;
/** Returns that differ by less than this share of the largest one differ by float noise only. */
const NO_SPREAD = 1e-10;

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const largestOf = (values: readonly number[]): number =>
  values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);

/**
 * Mean daily return over its sample standard deviation (n - 1), risk-free rate zero, times the root of 365.
 * W. F. Sharpe, "The Sharpe Ratio", Journal of Portfolio Management 21 (1994). Null below two days or without spread.
 */
export function sharpeRatio(returns: readonly number[]): number | null {
  if (returns.length < 2) return null;
  const mean = meanOf(returns);
  const squares = returns.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const deviation = Math.sqrt(squares / (returns.length - 1));
  if (deviation <= largestOf(returns) * NO_SPREAD) return null;
  return finiteOrNull((mean / deviation) * Math.sqrt(DAYS_A_YEAR));
}

/**
 * Mean daily return over the downside deviation: root of the mean square of what is below the target zero, over all days.
 * F. A. Sortino and L. N. Price, "Performance Measurement in a Downside Risk Framework", Journal of Investing 3 (1994).
 * Times the root of 365. Null below two days or without a losing day.
 */
export function sortinoRatio(returns: readonly number[]): number | null {
  if (returns.length < 2) return null;
  const squares = returns.reduce((sum, value) => sum + Math.min(value, 0) ** 2, 0);
  if (squares === 0) return null;
  const downside = Math.sqrt(squares / returns.length);
  return finiteOrNull((meanOf(returns) / downside) * Math.sqrt(DAYS_A_YEAR));
}

/**
 * Compound annual growth in percent: (last equity / first equity) ^ (365 days / length of the run) - 1.
 * Null for a run of less than a day: a year of it would be a tale.
 */
export function cagrPct({ tsFrom, tsLast, startingBalance, equity }: EquityRun): number | null {
  const elapsedMs = tsLast - tsFrom;
  const growth = ratioOf(equity.at(-1)?.equity ?? startingBalance, startingBalance);
  if (growth === null || elapsedMs < DAY_MS) return null;
  const years = elapsedMs / (DAYS_A_YEAR * DAY_MS);
  return finiteOrNull((Math.max(growth, 0) ** (1 / years) - 1) * 100);
}

export type RiskRatios = Pick<BacktestStatistics, 'sharpe' | 'sortino' | 'calmar' | 'cagrPct'>;

const NO_RATIOS: RiskRatios = { sharpe: null, sortino: null, calmar: null, cagrPct: null };

/**
 * Calmar = compound annual growth over the largest drawdown, both in percent.
 * T. W. Young, "Calmar Ratio: A Smoother Tool", Futures 20 (1991), here over the whole run. Null without a drawdown.
 * Nothing traded, nothing measured: all of them are null then.
 */
export function riskRatios(outcome: BacktestOutcome): RiskRatios {
  const returns = dailyReturns(outcome);
  if (returns === undefined || returns.length < 2 || outcome.counts.fills === 0) return NO_RATIOS;
  const cagr = cagrPct(outcome);
  const { pct } = outcome.drawdown;
  return {
    sharpe: sharpeRatio(returns),
    sortino: sortinoRatio(returns),
    calmar: cagr === null || pct <= 0 ? null : finiteOrNull(cagr / pct),
    cagrPct: cagr,
  };
}
