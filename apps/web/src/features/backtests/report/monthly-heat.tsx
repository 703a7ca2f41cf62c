import type { BacktestReport } from '@quarterdeck/core/contract/backtest.schema';
import type { CSSProperties } from 'react';
import { countOf } from '../../../format/ratio.ts';
import { formatSignedPct } from '../../../format/signed-pct.ts';
import { Panel, PanelNote } from '../../../ui/panel.tsx';
import { MONTH_NAMES, toMonthlyGrid, type MonthCell } from './monthly-grid.ts';
import styles from './report.module.css';

/** Returns by month of closing: the ground is as strong as the month, the sign is in the figure. */
export function MonthlyHeat({ report }: { readonly report: BacktestReport }) {
  const years = toMonthlyGrid(report.monthly);
  return (
    <Panel title="By month" count="return, %" bodyHeight={96} age="" testId="report-monthly">
      {years.length === 0 ? (
        <PanelNote what="No month to show" why="No trade was closed." />
      ) : (
        <div className={styles.wide}>
          <table className={styles.heat} aria-label="Return by month">
            <thead>
              <tr>
                <th scope="col">Year</th>
                {MONTH_NAMES.map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
                <th scope="col">Year</th>
              </tr>
            </thead>
            <tbody>
              {years.map(({ year, cells, returnPct }) => (
                <tr key={year}>
                  <th scope="row" className="figure">
                    {year}
                  </th>
                  {cells.map((cell, at) => (
                    <Month key={MONTH_NAMES[at]} cell={cell} />
                  ))}
                  <td className="figure">{short(returnPct)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}

const short = (pct: number) => formatSignedPct(pct).replace(' %', '');

function Month({ cell: { month, strength } }: { readonly cell: MonthCell }) {
  if (!month) return <td />;
  const look = { '--strength': `${Math.round(10 + strength * 40)}%` } as CSSProperties;
  const tone = month.returnPct > 0 ? styles.gained : month.returnPct < 0 ? styles.lost : '';
  return (
    <td
      className={`figure ${tone ?? ''}`}
      style={look}
      title={`${month.name}: ${countOf(month.trades, 'trade')}, net ${month.net}`}
    >
      {short(month.returnPct)}
    </td>
  );
}
