'use client';

import type { BacktestReport } from '@quarterdeck/core/contract/backtest.schema';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useMemo } from 'react';
import { loadPatiently } from '../../../charts/load-patiently.ts';
import { mergeReturns } from '../../../charts/run-series.ts';
import { SeriesSwatch } from '../../../charts/series-swatch.tsx';
import { formatSignedPct } from '../../../format/signed-pct.ts';
import { spanText } from '../../../format/span-text.ts';
import { Panel, PanelNote, PanelSkeleton } from '../../../ui/panel.tsx';
import { usePreferences } from '../../../ui/preferences.ts';
import { dataText, strategiesText } from '../runs/request-text.ts';
import { useBacktestReports } from '../use-backtests.ts';
import { compareFigures } from './compare-figures.ts';
import styles from './compare.module.css';

const RunChart = dynamic(
  () =>
    loadPatiently(() => import('../../../charts/run-chart.tsx')).then((module) => module.RunChart),
  { ssr: false, loading: () => <PanelSkeleton rows={8} /> },
);

interface ComparePanelProps {
  readonly chosen: readonly string[];
}

const BODY_HEIGHT = 380;

/** Two or more runs: their figures with the best marked, their curves over each other. */
export function ComparePanel({ chosen }: ComparePanelProps) {
  const queries = useBacktestReports(chosen);
  const reports = queries.flatMap(({ data }) => data ?? []);
  const isComplete = chosen.length >= 2 && reports.length === chosen.length;
  const isFailed = queries.some((query) => query.isError);
  return (
    <Panel
      title="Side by side"
      count={chosen.length >= 2 ? `${chosen.length} runs` : undefined}
      bodyHeight={BODY_HEIGHT}
      testId="compare"
      age=""
    >
      {isComplete ? (
        <Comparison ids={chosen} reports={reports} />
      ) : isFailed ? (
        <PanelNote
          isError
          what="A report did not arrive"
          why="Take its tick away and set it again to ask once more."
        />
      ) : chosen.length < 2 ? (
        <PanelNote
          what={chosen.length === 0 ? 'Nothing to compare' : 'One more run is needed'}
          why="Tick two or more finished runs above: their figures and curves are shown here together."
        />
      ) : (
        <PanelSkeleton rows={10} />
      )}
    </Panel>
  );
}

interface ComparisonProps {
  readonly ids: readonly string[];
  readonly reports: readonly BacktestReport[];
}

/** Letters name the runs: ids are too long to read in a legend. */
const letterOf = (at: number) => String.fromCharCode(65 + (at % 26));

function Comparison({ ids, reports }: ComparisonProps) {
  const { zone } = usePreferences();
  const names = ids.map((_, at) => letterOf(at));
  const rows = useMemo(
    () => mergeReturns(reports.map(({ equity }, at) => ({ name: letterOf(at), equity }))),
    [reports],
  );
  return (
    <div className={styles.layout}>
      <div className={styles.figures}>
        <table className={styles.table} aria-label="Figures side by side">
          <thead>
            <tr>
              <th scope="col">Figure</th>
              {ids.map((id, at) => (
                <th key={id} scope="col">
                  <Link href={`/backtests/${id}`}>
                    <SeriesSwatch at={at} /> {letterOf(at)}
                  </Link>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {compareFigures(reports).map(({ name, texts, best }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {texts.map((text, at) => (
                  <td key={ids[at]} className={`figure ${best.includes(at) ? styles.best : ''}`}>
                    {best.includes(at) ? <span aria-label="best">★ </span> : null}
                    {text}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        <ul className={styles.legend}>
          {reports.map((report, at) => (
            <li key={ids[at]}>
              <b>{letterOf(at)}</b> {strategiesText(report.request)} · {dataText(report.request)} ·{' '}
              {spanText(report.span.tsFrom, report.span.tsLast)}
            </li>
          ))}
        </ul>
      </div>
      <div className={styles.chart}>
        <RunChart
          rows={rows}
          names={names}
          shape="line"
          zone={zone}
          say={(value) => formatSignedPct(value)}
        />
      </div>
    </div>
  );
}
