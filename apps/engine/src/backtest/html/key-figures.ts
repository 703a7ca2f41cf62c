import type { BacktestReport } from '@quarterdeck/core/contract/backtest.schema';
import {
  countText,
  decimalsFor,
  durationText,
  moneyText,
  NO_FIGURE,
  pctText,
  ratioText,
} from '../figure-text.ts';
import { html, type Markup } from './markup.ts';
import { signedFigure, withMinus } from './signed-figure.ts';

function figure(name: string, value: Markup, note: string): Markup {
  return html`<div class="figure">
    <dt>${name}</dt>
    <dd>${value}</dd>
    <dd class="note">${note}</dd>
  </div>`;
}

const plain = (text: string): Markup => html`${withMinus(text)}`;

function resultFigures({ totals, currency }: BacktestReport): readonly Markup[] {
  const net = moneyText(totals.net, { isSigned: true });
  const ending = `${moneyText(totals.starting)} to ${moneyText(totals.ending)}`;
  return [
    figure(`Net, ${currency}`, signedFigure(net, totals.net), ending),
    figure('Return', signedFigure(pctText(totals.returnPct, { isSigned: true })), 'of the start'),
  ];
}

function riskFigures({ statistics: s, currency }: BacktestReport): readonly Markup[] {
  const growth =
    s.cagrPct === null ? html`${NO_FIGURE}` : signedFigure(pctText(s.cagrPct, { isSigned: true }));
  return [
    figure(
      'Max drawdown',
      plain(pctText(s.maxDrawdownPct)),
      `${moneyText(s.maxDrawdown)} ${currency}`,
    ),
    figure(
      'Longest below a peak',
      plain(durationText(s.maxDrawdownMs)),
      'peak to next peak, or the end',
    ),
    figure('Sharpe', plain(ratioText(s.sharpe)), 'daily returns, 365 a year'),
    figure('Sortino', plain(ratioText(s.sortino)), 'downside only'),
    figure('Calmar', plain(ratioText(s.calmar)), 'growth over drawdown'),
    figure('Growth a year', growth, 'compound'),
  ];
}

function tradeFigures({ statistics: s, currency }: BacktestReport): readonly Markup[] {
  const decimals = decimalsFor([s.expectancy ?? '0']);
  const style = { decimals, isSigned: true };
  const money = (exact: string | null): Markup =>
    exact === null ? html`${NO_FIGURE}` : signedFigure(moneyText(exact, style), exact);
  const average = (exact: string | null): string =>
    exact === null ? NO_FIGURE : withMinus(moneyText(exact, { ...style, isSigned: false }));
  return [
    figure(
      'Trades',
      plain(countText(s.trades)),
      `${countText(s.wins)} won, ${countText(s.losses)} lost`,
    ),
    figure('Win rate', plain(pctText(s.winRatePct, { decimals: 1 })), 'above zero after fees'),
    figure('Profit factor', plain(ratioText(s.profitFactor)), 'won over lost'),
    figure(
      `A trade, ${currency}`,
      money(s.expectancy),
      `${average(s.averageWin)} won, ${average(s.averageLoss)} lost`,
    ),
    figure('Exposure', plain(pctText(s.exposurePct, { decimals: 1 })), 'of the time'),
    figure('Median hold', plain(durationText(s.medianHoldMs)), 'open to closed'),
  ];
}

/** The strip below the verdict. */
export function keyFigures(report: BacktestReport): Markup {
  const figures = [...resultFigures(report), ...riskFigures(report), ...tradeFigures(report)];
  return html`<dl class="figures">${figures}</dl>`;
}

/** net = gross - fees + funding, with every digit. */
export function tieOut({ totals, currency }: BacktestReport): Markup {
  const part = (name: string, exact: string): Markup =>
    html`<span class="part"><b>${withMinus(exact)}</b> ${name}</span>`;
  return html`<p class="tie">
    <span class="mark" title="checked to the last digit">✓ ties out</span>
    ${part('net', totals.net)} = ${part('gross', totals.gross)} − ${part('fees', totals.fees)} +
    ${part('funding', totals.funding)} <span class="unit">${currency}</span>
  </p>`;
}
