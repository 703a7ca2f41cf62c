import type { BacktestReport } from '@quarterdeck/core/contract/backtest.schema';
import type { BacktestSummary } from '@quarterdeck/core/contract/backtest-run.schema';

/** The figures that lists and comparisons show. */
export function summariseReport({ currency, totals, statistics }: BacktestReport): BacktestSummary {
  const { trades, winRatePct, profitFactor, sharpe, maxDrawdownPct } = statistics;
  const { net, returnPct } = totals;
  return {
    currency,
    net,
    returnPct,
    trades,
    winRatePct,
    profitFactor,
    sharpe,
    maxDrawdownPct,
  };
}
