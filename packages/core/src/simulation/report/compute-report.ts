import { formatMoney } from '../../kernel/decimal.ts';
import type { BacktestReport, BacktestRequest } from '../../contract/backtest.schema.ts';
import type { BacktestOutcome } from '../backtest/outcome.ts';
import { equityCurve } from './equity-curve.ts';
import { exitCause } from './exit-cause.ts';
import { groupTrades } from './group-trades.ts';
import { monthlyTable } from './monthly-table.ts';
import { reportTotals } from './report-totals.ts';
import { reportWarnings } from './report-warnings.ts';
import { riskRatios } from './risk-ratios.ts';
import { thinCurve } from './thin-curve.ts';
import { tradeRow } from './trade-row.ts';
import { tradeStatistics } from './trade-statistics.ts';

export interface ReportContext {
  readonly request: BacktestRequest;
  readonly strategies: BacktestReport['strategies'];
  readonly currency: string;
  readonly version: string;
}

const MAX_GAPS = 20;

function spanOf(outcome: BacktestOutcome): BacktestReport['span'] {
  const { tsFirst, tsLast, tsFrom, counts, gaps } = outcome;
  const { bars, quotes, trades } = counts;
  const longest = gaps.toSorted((a, b) => b.tsTo - b.tsFrom - (a.tsTo - a.tsFrom));
  return { tsFirst, tsLast, tsFrom, bars, quotes, trades, gaps: longest.slice(0, MAX_GAPS) };
}

/** Share of the time of trading with at least one open position; closing after the last price counts no further. */
function exposurePct({ exposedMs, tsFrom, tsLast }: BacktestOutcome): number {
  return tsLast > tsFrom ? Math.min(100, (exposedMs / (tsLast - tsFrom)) * 100) : 0;
}

function statisticsOf(outcome: BacktestOutcome): BacktestReport['statistics'] {
  const { drawdown } = outcome;
  return {
    ...tradeStatistics(outcome.closedTrades),
    ...riskRatios(outcome),
    maxDrawdownPct: drawdown.pct,
    maxDrawdown: formatMoney(drawdown.amount),
    maxDrawdownMs: drawdown.longestMs,
    exposurePct: exposurePct(outcome),
  };
}

/** Most frequent first, then by code. */
function denialsOf({ denialsByCode }: BacktestOutcome): BacktestReport['denialsByCode'] {
  return [...denialsByCode]
    .map(([code, count]) => ({ code, count }))
    .toSorted((left, right) => right.count - left.count || (left.code < right.code ? -1 : 1));
}

/**
 * What a run left, as people and programs read it (docs/concepts/backtest-report.md has each formula).
 * Sums of money are exact, ratios are floats. Fault when net does not tie out.
 */
export function computeReport(outcome: BacktestOutcome, context: ReportContext): BacktestReport {
  const { closedTrades } = outcome;
  return {
    schema: 1,
    ...context,
    strategies: [...context.strategies],
    span: spanOf(outcome),
    totals: reportTotals(outcome),
    statistics: statisticsOf(outcome),
    monthly: monthlyTable(outcome),
    bySymbol: groupTrades(closedTrades, ({ symbol }) => symbol),
    byStrategy: groupTrades(closedTrades, ({ strategyId }) => strategyId),
    byExitReason: groupTrades(closedTrades, exitCause),
    denialsByCode: denialsOf(outcome),
    equity: thinCurve(equityCurve(outcome)).map(({ ts, equity, drawdownPct }) => ({
      ts,
      equity: formatMoney(equity),
      drawdownPct,
    })),
    trades: closedTrades.map(tradeRow),
    warnings: reportWarnings(outcome, context.request.costs),
  };
}
