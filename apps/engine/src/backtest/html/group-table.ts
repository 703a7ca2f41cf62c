import type { BacktestReport } from '@quarterdeck/core/contract/backtest.schema';
import { countText, decimalsFor, moneyText, pctText } from '../figure-text.ts';
import { html, type Markup } from './markup.ts';
import { signedFigure } from './signed-figure.ts';

type GroupRow = BacktestReport['bySymbol'][number];

interface Measure {
  readonly decimals: number;
  readonly largest: number;
}

/** A bar to the right of the middle for a gain, to the left for a loss. */
function netBar(net: number, largest: number): Markup {
  const share = largest === 0 ? 0 : Math.abs(net) / largest;
  const width = `${(share * 50).toFixed(2)}%`;
  const left = net < 0 ? `${(50 - share * 50).toFixed(2)}%` : '50%';
  return html`<span class="bar" aria-hidden="true"
    ><i class="${net < 0 ? 'down' : 'up'}" style="left:${left};width:${width}"></i
  ></span>`;
}

function groupMarkup(row: GroupRow, { decimals, largest }: Measure): Markup {
  const net = moneyText(row.net, { decimals, isSigned: true });
  const mean = Number(row.net) / row.trades;
  const meanText = moneyText(mean.toFixed(8), { decimals: Math.max(decimals, 4), isSigned: true });
  return html`<tr>
    <th scope="row">${row.name}</th>
    <td>${countText(row.trades)}</td>
    <td>${pctText(row.winRatePct, { decimals: 1 })}</td>
    <td>${signedFigure(net, row.net)}</td>
    <td class="bars">${netBar(Number(row.net), largest)}</td>
    <td>${signedFigure(meanText)}</td>
    <td title="${row.fees}">${moneyText(row.fees, { decimals })}</td>
  </tr>`;
}

/** Rows of one grouping; their sums are the report's. Nothing where there is no row. */
export function groupTable(title: string, rows: readonly GroupRow[]): Markup {
  if (rows.length === 0) return html``;
  const decimals = decimalsFor(rows.map(({ net }) => net));
  const largest = rows.reduce((most, { net }) => Math.max(most, Math.abs(Number(net))), 0);
  const lines = rows.map((row) => groupMarkup(row, { decimals, largest }));
  return html`<section class="panel">
    <h2>${title}</h2>
    <div class="wide">
      <table class="groups">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Trades</th>
            <th scope="col">Win rate</th>
            <th scope="col">Net</th>
            <th scope="col" class="bars"><span class="hidden">Net as a bar</span></th>
            <th scope="col">A trade</th>
            <th scope="col">Fees</th>
          </tr>
        </thead>
        <tbody>
          ${lines}
        </tbody>
      </table>
    </div>
  </section>`;
}
