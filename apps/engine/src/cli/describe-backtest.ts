import type { BacktestReport } from '@quarterdeck/core/contract/backtest.schema';
import { formatTime } from './format-time.ts';

const figure = (value: number | null, unit = ''): string =>
  value === null ? 'none' : `${Number(value.toPrecision(5))}${unit}`;

/** Money for reading: the exact text, two decimals of it. */
function amount(text: string | null, currency: string): string {
  if (text === null) return 'none';
  const [whole = '0', fraction = ''] = text.split('.');
  return `${whole}.${fraction.padEnd(2, '0').slice(0, 2)} ${currency}`;
}

function describeTotals({ totals, currency, statistics }: BacktestReport): readonly string[] {
  const money = (text: string | null) => amount(text, currency);
  return [
    `balance     ${money(totals.starting)} to ${money(totals.ending)} (${figure(totals.returnPct, ' %')})`,
    `net         ${money(totals.net)} = gross ${money(totals.gross)} - fees ${money(totals.fees)} + funding ${money(totals.funding)}`,
    `trades      ${statistics.trades}, ${statistics.wins} won, ${statistics.losses} lost, win rate ${figure(statistics.winRatePct, ' %')}`,
    `a trade     ${money(statistics.expectancy)} on average, profit factor ${figure(statistics.profitFactor)}`,
    `drawdown    ${figure(statistics.maxDrawdownPct, ' %')}, ${money(statistics.maxDrawdown)}`,
    `ratios      Sharpe ${figure(statistics.sharpe)}, Sortino ${figure(statistics.sortino)}, Calmar ${figure(statistics.calmar)}`,
    `exposure    ${figure(statistics.exposurePct, ' % of the time')}`,
    `orders      ${totals.orders}, fills ${totals.fills}, refused ${totals.denials}`,
  ];
}

/** A report as a person reads it. */
export function describeBacktest(report: BacktestReport): readonly string[] {
  const { span, strategies, denialsByCode, warnings } = report;
  const refused = denialsByCode.map(({ code, count }) => `${code} ${count}`).join(', ');
  return [
    `strategies  ${strategies.map(({ id }) => id).join(', ')}`,
    `span        ${formatTime(span.tsFrom)} to ${formatTime(span.tsLast)}: ${span.bars} bars, ${span.quotes} quotes, ${span.trades} trades`,
    ...describeTotals(report),
    ...(refused === '' ? [] : [`refusals    ${refused}`]),
    ...(span.gaps.length === 0 ? [] : [`gaps        ${span.gaps.length} holes in the data`]),
    ...warnings.map((warning) => `warning     ${warning}`),
  ];
}
