import type { BacktestReport } from '@quarterdeck/core/contract/backtest.schema';
import {
  countOf,
  countText,
  decimalsFor,
  durationText,
  minuteText,
  moneyText,
  NO_FIGURE,
  pctText,
  ratioText,
} from './figure-text.ts';
import { verdictOf } from './verdict.ts';

type GroupRow = BacktestReport['bySymbol'][number];

const LABEL_WIDTH = 12;
const NAME_WIDTH = 44;
/** Groups beyond these are in the HTML and the JSON. */
const MOST_GROUPS = 12;

const line = (label: string, text: string): string => label.padEnd(LABEL_WIDTH) + text;

function tradeLines({ statistics: s, currency }: BacktestReport): readonly string[] {
  const decimals = decimalsFor([s.expectancy ?? '0']);
  const money = (exact: string | null): string =>
    exact === null ? NO_FIGURE : `${moneyText(exact, { decimals, isSigned: true })} ${currency}`;
  return [
    line(
      'trades',
      `${countText(s.trades)}: ${countText(s.wins)} won, ${countText(s.losses)} lost, win rate ${pctText(s.winRatePct, { decimals: 1 })}`,
    ),
    line(
      'a trade',
      `${money(s.expectancy)} on average, won ${money(s.averageWin)}, lost ${money(s.averageLoss)}, held ${durationText(s.medianHoldMs)}`,
    ),
    line(
      'ratios',
      `profit factor ${ratioText(s.profitFactor)}, Sharpe ${ratioText(s.sharpe)}, Sortino ${ratioText(s.sortino)}, Calmar ${ratioText(s.calmar)}`,
    ),
  ];
}

function accountLines({ totals, statistics: s, currency }: BacktestReport): readonly string[] {
  const { net, gross, fees, funding } = totals;
  return [
    line('balance', `${moneyText(totals.starting)} to ${moneyText(totals.ending)} ${currency}`),
    line('net', `${net} = gross ${gross} - fees ${fees} + funding ${funding} ${currency}`),
    line(
      'drawdown',
      `${pctText(s.maxDrawdownPct)}, ${moneyText(s.maxDrawdown)} ${currency}, longest ${durationText(s.maxDrawdownMs)}; growth a year ${pctText(s.cagrPct)}`,
    ),
    line(
      'exposure',
      `${pctText(s.exposurePct, { decimals: 1 })} of the time; ${countOf(totals.orders, 'order')}, ${countOf(totals.fills, 'fill')}, ${countText(totals.denials)} refused`,
    ),
  ];
}

function groupLine(row: GroupRow, decimals: number): string {
  const name = row.name.length > NAME_WIDTH ? `${row.name.slice(0, NAME_WIDTH - 1)}…` : row.name;
  const net = moneyText(row.net, { decimals, isSigned: true }).padStart(14);
  const winRate = pctText(row.winRatePct, { decimals: 1 }).padStart(8);
  return `  ${name.padEnd(NAME_WIDTH)}${countText(row.trades).padStart(8)} trades${winRate}${net}`;
}

function groupLines(title: string, rows: readonly GroupRow[]): readonly string[] {
  const decimals = decimalsFor(rows.map(({ net }) => net));
  const shown = rows.slice(0, MOST_GROUPS).map((row) => groupLine(row, decimals));
  const hidden = rows.length - shown.length;
  return [title, ...shown, ...(hidden > 0 ? [`  and ${countText(hidden)} more`] : [])];
}

function contextLines({ strategies, span }: BacktestReport): readonly string[] {
  const failed = strategies.flatMap(({ id, error }) =>
    error === null ? [] : [line('failed', `${id}: ${error}`)],
  );
  return [
    line('strategies', strategies.map(({ id }) => id).join(', ')),
    ...failed,
    line(
      'span',
      `${minuteText(span.tsFrom)} to ${minuteText(span.tsLast)} UTC: ${countOf(span.bars, 'bar')}, ${countOf(span.quotes, 'quote')}, ${countOf(span.trades, 'trade')}`,
    ),
  ];
}

function hindranceLines({ denialsByCode, span }: BacktestReport): readonly string[] {
  const refused = denialsByCode.map(({ code, count }) => `${code} ${countText(count)}`).join(', ');
  const [longest] = span.gaps;
  const hole =
    longest === undefined
      ? ''
      : `, the longest in ${longest.symbol}: ${durationText(longest.tsTo - longest.tsFrom)}`;
  return [
    ...(refused === '' ? [] : [line('refusals', refused)]),
    ...(hole === '' ? [] : [line('gaps', `${countOf(span.gaps.length, 'hole')} listed${hole}`)]),
  ];
}

/** A report as a person reads it on a terminal: the verdict, what to beware of, the figures. */
export function describeReport(report: BacktestReport): readonly string[] {
  const { warnings, byStrategy, bySymbol, byExitReason } = report;
  const { headline, remarks } = verdictOf(report);
  return [
    headline,
    ...remarks,
    ...warnings.map((warning) => line('warning', warning)),
    '',
    ...contextLines(report),
    ...accountLines(report),
    ...tradeLines(report),
    ...hindranceLines(report),
    ...(byStrategy.length > 1 ? groupLines('by strategy', byStrategy) : []),
    ...(bySymbol.length > 1 ? groupLines('by symbol', bySymbol) : []),
    ...(byExitReason.length > 0 ? groupLines('by exit reason', byExitReason) : []),
  ];
}
