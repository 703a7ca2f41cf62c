import type { BacktestReport } from '@quarterdeck/core/contract/backtest.schema';
import { assumptionsOf } from '../assumptions.ts';
import { countText, durationText, minuteText } from '../figure-text.ts';
import { html, type Markup } from './markup.ts';

/** Costs, fills and limits: what the figures rest on. */
export function assumptionsPanel(report: BacktestReport): Markup {
  const rows = assumptionsOf(report).map(
    ({ what, how }) =>
      html`<dt>${what}</dt>
        <dd>${how}</dd>`,
  );
  return html`<section class="panel">
    <h2>What was assumed</h2>
    <dl class="pairs">${rows}</dl>
  </section>`;
}

const valueText = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value);

type Strategy = BacktestReport['strategies'][number];

function strategyMarkup(
  { id, params, error }: Strategy,
  changed: Readonly<Record<string, unknown>>,
): Markup {
  const rows = Object.entries(params).map(([name, value]) => {
    const mark = name in changed ? html` <em>set for this run</em>` : undefined;
    return html`<dt>${name}</dt>
      <dd>${valueText(value)}${mark}</dd>`;
  });
  const failure = error === null ? undefined : html`<p class="failed">Failed: ${error}</p>`;
  return html`<details open>
    <summary>${id}</summary>
    ${failure}
    <dl class="pairs params">${rows}</dl>
  </details>`;
}

/** Parameters in effect, strategy by strategy. */
export function parametersPanel({ strategies, request }: BacktestReport): Markup {
  const blocks = strategies.map((strategy) =>
    strategyMarkup(strategy, request.params[strategy.id] ?? {}),
  );
  return html`<section class="panel">
    <h2>Parameters in effect</h2>
    <div class="strategies">${blocks}</div>
  </section>`;
}

function gapsMarkup({ span }: BacktestReport): Markup {
  const rows = span.gaps.map(
    ({ symbol, tsFrom, tsTo }) =>
      html`<tr>
        <th scope="row">${symbol}</th>
        <td>${minuteText(tsFrom)}</td>
        <td>${minuteText(tsTo)}</td>
        <td>${durationText(tsTo - tsFrom)}</td>
      </tr>`,
  );
  return html`<section class="panel">
    <h2>Holes in the data, longest first</h2>
    <div class="wide">
      <table>
        <thead>
          <tr>
            <th scope="col">Symbol</th>
            <th scope="col">From, UTC</th>
            <th scope="col">To, UTC</th>
            <th scope="col">Length</th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>
  </section>`;
}

function denialsMarkup({ denialsByCode }: BacktestReport): Markup {
  const rows = denialsByCode.map(
    ({ code, count }) =>
      html`<tr>
        <th scope="row"><code>${code}</code></th>
        <td>${countText(count)}</td>
      </tr>`,
  );
  return html`<section class="panel">
    <h2>Refused intents</h2>
    <div class="wide">
      <table>
        <thead>
          <tr>
            <th scope="col">Code</th>
            <th scope="col">Times</th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>
  </section>`;
}

/** What kept the run from trading: refusals and holes in the data, where there are any. */
export function hindrancesPanels(report: BacktestReport): readonly Markup[] {
  return [
    ...(report.denialsByCode.length > 0 ? [denialsMarkup(report)] : []),
    ...(report.span.gaps.length > 0 ? [gapsMarkup(report)] : []),
  ];
}
