import { asMoney, formatMoney, formatUnits, moneyToFloat } from '../../kernel/decimal.ts';
import type { BacktestReport, BacktestRequest } from '../../contract/backtest.schema.ts';
import type { ClosedTrade } from '../../model/position.ts';
import type { BacktestOutcome } from '../backtest/outcome.ts';

export interface ReportContext {
  readonly request: BacktestRequest;
  readonly strategies: BacktestReport['strategies'];
  readonly currency: string;
  readonly version: string;
}

function tradeRow(trade: ClosedTrade): BacktestReport['trades'][number] {
  const { positionId, strategyId, symbol, side, tsOpened, tsClosed } = trade;
  const { entry_probability, thesis, exitReason, exitThesis } = trade;
  return {
    ...{ positionId, strategyId, symbol, side, tsOpened, tsClosed },
    ...{ entry_probability, thesis, exitReason, exitThesis },
    qty: formatUnits(trade.qty),
    entryPrice: formatUnits(trade.entryPrice),
    exitPrice: formatUnits(trade.exitPrice),
    net: formatMoney(trade.net),
    fees: formatMoney(trade.fees),
    entry_units_intent: formatUnits(trade.entry_units_intent),
  };
}

function totalsOf(outcome: BacktestOutcome): BacktestReport['totals'] {
  const { startingBalance, net, counts } = outcome;
  const starting = moneyToFloat(startingBalance);
  return {
    starting: formatMoney(startingBalance),
    ending: formatMoney(asMoney(startingBalance + net)),
    net: formatMoney(net),
    gross: formatMoney(outcome.gross),
    fees: formatMoney(outcome.fees),
    funding: formatMoney(outcome.funding),
    returnPct: starting === 0 ? 0 : (moneyToFloat(net) / starting) * 100,
    orders: counts.orders,
    fills: counts.fills,
    denials: counts.denials,
  };
}

const NO_FIGURES = {
  winRatePct: null,
  profitFactor: null,
  expectancy: null,
  averageWin: null,
  averageLoss: null,
  sharpe: null,
  sortino: null,
  calmar: null,
  cagrPct: null,
  medianHoldMs: null,
} as const;

/** What a run left, as people and programs read it. */
export function computeReport(outcome: BacktestOutcome, context: ReportContext): BacktestReport {
  const { tsFirst, tsLast, tsFrom, counts, gaps, drawdown, closedTrades } = outcome;
  const { bars, quotes, trades } = counts;
  return {
    schema: 1,
    ...context,
    strategies: [...context.strategies],
    span: { tsFirst, tsLast, tsFrom, bars, quotes, trades, gaps: gaps.slice(0, 20) },
    totals: totalsOf(outcome),
    statistics: {
      ...NO_FIGURES,
      trades: closedTrades.length,
      wins: closedTrades.filter(({ net }) => net > 0n).length,
      losses: closedTrades.filter(({ net }) => net <= 0n).length,
      maxDrawdownPct: drawdown.pct,
      maxDrawdown: formatMoney(drawdown.amount),
      maxDrawdownMs: drawdown.longestMs,
      exposurePct: tsLast > tsFrom ? (outcome.exposedMs / (tsLast - tsFrom)) * 100 : 0,
    },
    monthly: [],
    bySymbol: [],
    byStrategy: [],
    byExitReason: [],
    denialsByCode: [...outcome.denialsByCode].map(([code, count]) => ({ code, count })),
    equity: [],
    trades: closedTrades.map(tradeRow),
    warnings: [...outcome.warnings],
  };
}
