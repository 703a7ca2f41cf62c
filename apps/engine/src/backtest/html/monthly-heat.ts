import type { BacktestReport } from '@quarterdeck/core/contract/backtest.schema';
import { countOf, moneyText, pctText } from '../figure-text.ts';
import { html, type Markup } from './markup.ts';
import { withMinus } from './signed-figure.ts';

type Month = BacktestReport['monthly'][number];

const NAMES = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const textOf = (pct: number): string => withMinus(pctText(pct, { isSigned: true }));

/** Strength of the colour; the sign says the same. A month without trades stays plain. */
function cell(pct: number, largest: number, title: string): Markup {
  const strength = largest === 0 ? 0 : Math.round((Math.abs(pct) / largest) * 60);
  const tone = pct < 0 ? 'down' : 'up';
  return html`<td class="heat ${tone}" style="--strength:${strength}%" title="${title}">
    ${textOf(pct)}
  </td>`;
}

function monthCell(month: Month | undefined, largest: number): Markup {
  if (month === undefined) return html`<td></td>`;
  if (month.trades === 0) return html`<td class="quiet" title="no trade closed">·</td>`;
  const title = `${countOf(month.trades, 'trade')}, ${moneyText(month.net, { isSigned: true })} net`;
  return cell(month.returnPct, largest, title);
}

/** Months compound to the year. */
const compound = (months: readonly Month[]): number =>
  (months.reduce((product, { returnPct }) => product * (1 + returnPct / 100), 1) - 1) * 100;

function yearRow(year: string, months: readonly Month[], largest: number): Markup {
  const cells = NAMES.map((_, index) => {
    const name = `${year}-${String(index + 1).padStart(2, '0')}`;
    return monthCell(
      months.find((month) => month.name === name),
      largest,
    );
  });
  return html`<tr>
    <th scope="row">${year}</th>
    ${cells}
    <td class="sum">${textOf(compound(months))}</td>
  </tr>`;
}

/** Return of each month on the balance it began with, a row a year. */
export function monthlyHeat({ monthly }: BacktestReport): Markup {
  const largest = monthly.reduce((most, { returnPct }) => Math.max(most, Math.abs(returnPct)), 0);
  const years = [...new Set(monthly.map(({ name }) => name.slice(0, 4)))];
  const rows = years.map((year) =>
    yearRow(
      year,
      monthly.filter(({ name }) => name.startsWith(year)),
      largest,
    ),
  );
  const heads = NAMES.map((name) => html`<th scope="col">${name}</th>`);
  return html`<div class="wide">
    <table class="heat-table">
      <thead>
        <tr>
          <th scope="col"><span class="hidden">Year</span></th>
          ${heads}
          <th scope="col">Year</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}
