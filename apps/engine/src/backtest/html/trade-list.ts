import type { BacktestReport } from '@quarterdeck/core/contract/backtest.schema';
import { countText, decimalsFor, durationText, moneyText, timeText } from '../figure-text.ts';
import { html, type Markup } from './markup.ts';
import { signedFigure } from './signed-figure.ts';

type Trade = BacktestReport['trades'][number];

/** More rows than this make a page slow; the CSV has all of them. */
export const MAX_LISTED_TRADES = 5_000;

const COLUMNS = [
  'Opened, UTC',
  'Strategy',
  'Symbol',
  'Side',
  'Quantity',
  'Entry',
  'Exit',
  'Held',
  'Net',
  'Fees',
  'Why in',
  'Why out',
];
const TEXT_COLUMNS = new Set(['Opened, UTC', 'Strategy', 'Symbol', 'Side', 'Why in', 'Why out']);

function tradeMarkup(trade: Trade, decimals: number): Markup {
  const heldMs = trade.tsClosed - trade.tsOpened;
  const arrow = trade.side === 'long' ? '↑' : '↓';
  const net = moneyText(trade.net, { decimals, isSigned: true });
  return html`<tr>
    <td data-v="${trade.tsOpened}">${timeText(trade.tsOpened)}</td>
    <td>${trade.strategyId}</td>
    <td>${trade.symbol}</td>
    <td>${arrow} ${trade.side}</td>
    <td data-v="${trade.qty}">${trade.qty}</td>
    <td data-v="${trade.entryPrice}">${trade.entryPrice}</td>
    <td data-v="${trade.exitPrice}">${trade.exitPrice}</td>
    <td data-v="${heldMs}">${durationText(heldMs)}</td>
    <td data-v="${trade.net}">${signedFigure(net, trade.net)}</td>
    <td data-v="${trade.fees}" title="${trade.fees}">${moneyText(trade.fees, { decimals })}</td>
    <td class="why">${trade.thesis}</td>
    <td class="why">${trade.exitThesis}</td>
  </tr> `;
}

function listedNote(all: number, listed: number): string {
  if (all === listed) return `${countText(all)}, in the order they closed`;
  return `the last ${countText(listed)} of ${countText(all)} are listed here; --csv and --json have all of them`;
}

/** Sortable by a click on a heading; in the order of closing without a script. */
export function tradeList({ trades }: BacktestReport): Markup {
  const listed = trades.slice(-MAX_LISTED_TRADES);
  const decimals = decimalsFor(listed.map(({ net }) => net));
  const heads = COLUMNS.map((name) => {
    const kind = TEXT_COLUMNS.has(name) ? 'text' : 'number';
    return html`<th scope="col" class="${kind}"><button type="button">${name}</button></th>`;
  });
  const rows = listed.map((trade) => tradeMarkup(trade, decimals));
  const note = listedNote(trades.length, listed.length);
  if (listed.length === 0) return html``;
  return html`<section class="panel">
    <h2>Trades <small>${note}</small></h2>
    <div class="wide tall">
      <table class="trades" id="trades">
        <thead>
          <tr>
            ${heads}
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>
    <p class="print-only">Print shows the first 200 rows of this list.</p>
  </section>`;
}
