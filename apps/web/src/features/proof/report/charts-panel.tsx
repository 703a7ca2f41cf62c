'use client';

import { IconDownload } from '@tabler/icons-react';
import type { ProofChart } from '@quarterdeck/core/contract/proof/proof-report.schema';
import dynamic from 'next/dynamic';
import { useRef } from 'react';
import { loadPatiently } from '../../../charts/load-patiently.ts';
import { saveFile } from '../../../charts/save-file.ts';
import { SeriesSwatch } from '../../../charts/series-swatch.tsx';
import { svgToPng } from '../../../charts/svg-to-png.ts';
import { Menu, MenuItem } from '../../../ui/menu.tsx';
import { Panel, PanelNote, PanelSkeleton } from '../../../ui/panel.tsx';
import styles from '../proof.module.css';
import { chartCsv } from './chart-csv.ts';

const NumberChart = dynamic(
  () =>
    loadPatiently(() => import('../../../charts/number-chart.tsx')).then(
      (module) => module.NumberChart,
    ),
  { ssr: false, loading: () => <PanelSkeleton rows={6} /> },
);

interface ChartsPanelProps {
  readonly runId: string;
  readonly charts: readonly ProofChart[];
}

/** The curves of the run, drawn from its figures. */
export function ChartsPanel({ runId, charts }: ChartsPanelProps) {
  return (
    <Panel title="Charts" count={String(charts.length)} age="" testId="proof-charts">
      {charts.length === 0 ? (
        <PanelNote what="This run drew no chart" why="A quick run may have none to draw." />
      ) : (
        <div className={styles.charts}>
          {charts.map((chart) => (
            <Chart key={chart.name} runId={runId} chart={chart} />
          ))}
        </div>
      )}
    </Panel>
  );
}

function Chart({ runId, chart }: { readonly runId: string; readonly chart: ProofChart }) {
  const { name, title, xLabel, yLabel, scale } = chart;
  const drawing = useRef<HTMLDivElement>(null);
  const series = chart.series.filter(({ points }) => points.length > 0);
  const file = `proof-${runId}-${name}`;
  const savePng = async () => {
    const svg = drawing.current?.querySelector<SVGSVGElement>('svg.recharts-surface');
    if (svg) saveFile(`${file}.png`, await svgToPng(svg));
  };
  const saveCsv = () => saveFile(`${file}.csv`, new Blob([chartCsv(chart)], { type: 'text/csv' }));
  return (
    <figure className={styles.chart}>
      <figcaption>
        <span>
          {title}
          <span className={styles.axes}>
            {yLabel} over {xLabel}
            {scale === 'log' ? ', logarithmic' : ''}
          </span>
        </span>
        <Menu label={`Download ${title}`} icon={<IconDownload size={16} aria-hidden />} isSmall>
          {(close) => (
            <>
              <MenuItem
                onChoose={() => {
                  close();
                  void savePng();
                }}
              >
                PNG, as drawn
              </MenuItem>
              <MenuItem
                onChoose={() => {
                  close();
                  saveCsv();
                }}
              >
                CSV, exact figures
              </MenuItem>
            </>
          )}
        </Menu>
      </figcaption>
      {series.length > 1 ? (
        <ul className={styles.legend}>
          {series.map((each, at) => (
            <li key={each.name}>
              <SeriesSwatch at={at} />
              {each.name}
            </li>
          ))}
        </ul>
      ) : null}
      <div className={styles.drawing} ref={drawing}>
        {series.length === 0 ? (
          <PanelNote what="No points" />
        ) : (
          <NumberChart series={series} xLabel={xLabel} isLog={scale === 'log'} />
        )}
      </div>
    </figure>
  );
}
