import type { BacktestReport } from '../../contract/backtest.schema.ts';
import type { BacktestSummary } from '../../contract/backtest-run.schema.ts';
import type { SearchRequest } from '../../contract/search.schema.ts';

type Scored = Pick<BacktestReport, 'statistics' | 'totals'>;

function figureOf(objective: SearchRequest['objective'], { statistics, totals }: Scored) {
  switch (objective) {
    case 'sharpe':
      return statistics.sharpe;
    case 'sortino':
      return statistics.sortino;
    case 'calmar':
      return statistics.calmar;
    case 'profit_factor':
      return statistics.profitFactor;
    case 'net':
      return Number(totals.net);
  }
}

/** More is better. Null for fewer trades than asked for, or a figure that has no value. */
export function scoreOf(
  report: Scored,
  { objective, min_trades }: Pick<SearchRequest, 'objective' | 'min_trades'>,
): number | null {
  if (report.statistics.trades < min_trades) return null;
  return figureOf(objective, report);
}

/** The few figures of a report that a list and a comparison show. */
export function summariseReport({
  statistics,
  totals,
  currency,
}: Scored & Pick<BacktestReport, 'currency'>): BacktestSummary {
  const { trades, winRatePct, profitFactor, sharpe, maxDrawdownPct } = statistics;
  const { net, returnPct } = totals;
  return { currency, net, returnPct, trades, winRatePct, profitFactor, sharpe, maxDrawdownPct };
}
