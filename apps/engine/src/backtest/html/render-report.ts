import type { BacktestReport } from '@quarterdeck/core/contract/backtest.schema';
import { minuteText } from '../figure-text.ts';
import { verdictOf } from '../verdict.ts';
import { equityChart } from './equity-chart.ts';
import { groupTable } from './group-table.ts';
import { keyFigures, tieOut } from './key-figures.ts';
import { html, type Markup } from './markup.ts';
import { monthlyHeat } from './monthly-heat.ts';
import { PAGE_SCRIPT } from './page-script.ts';
import { PAGE_STYLE } from './page-style.ts';
import { assumptionsPanel, hindrancesPanels, parametersPanel } from './run-setup.ts';
import { tradeList } from './trade-list.ts';

/** Nothing may be fetched from anywhere, also not by a name that an editor of the data chose. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
const ARROWS = { gain: '▲', loss: '▼', none: '■' } as const;

const fileName = (request: string): string => request.replace(/^.*[/\\]/, '');

function namesOf({ strategies, bySymbol, request }: BacktestReport): string {
  const ids = strategies.map(({ id }) => id);
  const who = ids.length > 3 ? `${String(ids.length)} strategies` : ids.join(', ');
  const what = bySymbol.length > 0 ? bySymbol.map(({ name }) => name) : request.data.map(fileName);
  return `${who} on ${what.join(', ')}`;
}

function headMarkup(report: BacktestReport): Markup {
  const { outcome, headline, remarks } = verdictOf(report);
  const { span, version } = report;
  const tone = outcome === 'none' ? 'flat' : outcome;
  // Signs and units stay with their figures at the end of a line.
  const kept = (text: string): string => text.replaceAll('(-', '(−').replaceAll(' %', '\u00a0%');
  return html`<header>
    <div class="top">
      <span>Backtest of <b>${namesOf(report)}</b></span
      ><span
        >${minuteText(span.tsFrom)} to ${minuteText(span.tsLast)} UTC · Quarterdeck ${version}</span
      >
    </div>
    <h1 class="verdict">
      <span class="arrow ${tone}" aria-hidden="true">${ARROWS[outcome]}</span>${kept(headline)}
    </h1>
    <p class="remarks">${kept(remarks.join(' '))}</p>
  </header>`;
}

function warningsMarkup({ warnings }: BacktestReport): Markup {
  if (warnings.length === 0) return html`<p class="clean">No warnings.</p>`;
  const lines = warnings.map((warning) => html`<li>${warning}</li>`);
  return html`<section class="warnings">
    <h2>Before you believe it</h2>
    <ul>
      ${lines}
    </ul>
  </section>`;
}

function bodyMarkup(report: BacktestReport): Markup {
  const { byStrategy, bySymbol, byExitReason } = report;
  // A table of one row says what stands above already.
  const groups = [
    ...(byStrategy.length > 1 ? [groupTable('By strategy', byStrategy)] : []),
    ...(bySymbol.length > 1 ? [groupTable('By symbol', bySymbol)] : []),
    groupTable('By exit reason', byExitReason),
  ];
  return html`<main>
    ${headMarkup(report)}${warningsMarkup(report)}${keyFigures(report)}${tieOut(report)}${equityChart(report)}
    <section class="panel">
      <h2>
        Months <small>net of the trades that closed, on the balance the month began with</small>
      </h2>
      ${monthlyHeat(report)}
    </section>
    ${groups} ${assumptionsPanel(report)}
    <div class="pair">${hindrancesPanels(report)}</div>
    ${parametersPanel(report)}${tradeList(report)}
    <footer>
      Sums of money are exact, hover for every digit; ratios are floats. Each figure's formula:
      docs/concepts/backtest-report.md.
    </footer>
  </main>`;
}

/** One self-contained file: no network, both themes, fit for print. */
export function renderReport(report: BacktestReport): string {
  const style: Markup = { markup: `<style>${PAGE_STYLE}</style>` };
  const script: Markup = { markup: `<script>${PAGE_SCRIPT}</script>` };
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="${POLICY}" />
        <meta name="color-scheme" content="dark light" />
        <title>Backtest: ${namesOf(report)}</title>
        ${style}
      </head>
      <body>
        ${bodyMarkup(report)}${script}
      </body>
    </html> `;
  return page.markup;
}
