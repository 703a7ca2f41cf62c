'use client';

import { IconDownload } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import { useRef, useState } from 'react';
import { toCsv, type EquityRange, type EquityView } from '../../charts/equity-series.ts';
import { saveFile } from '../../charts/save-file.ts';
import { svgToPng } from '../../charts/svg-to-png.ts';
import { Button } from '../../ui/button.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { Panel, PanelNote, PanelSkeleton } from '../../ui/panel.tsx';
import { usePreferences } from '../../ui/preferences.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { EquityLegend } from './equity-legend.tsx';
import styles from './equity-panel.module.css';
import { useEquitySeries, type EquitySeries } from './use-equity-series.ts';

/** The chart library is most of what the page would otherwise wait for. */
const EquityChart = dynamic(
  () => import('../../charts/equity-chart.tsx').then((module) => module.EquityChart),
  { ssr: false, loading: () => <PanelSkeleton rows={8} /> },
);

const VIEWS = [
  { value: 'equity', label: 'Equity' },
  { value: 'total', label: 'PnL' },
  { value: 'symbol', label: 'By symbol' },
  { value: 'strategy', label: 'By strategy' },
] as const satisfies readonly { value: EquityView; label: string }[];

const RANGES = (['15m', '1h', '6h', '1d', 'all'] as const).map((value) => ({
  value,
  label: value,
}));

export function EquityPanel() {
  const [view, setView] = useState<EquityView>('equity');
  const [range, setRange] = useState<EquityRange>('15m');
  const series = useEquitySeries(range);
  const body = useRef<HTMLDivElement>(null);
  const savePng = async () => {
    const svg = body.current?.querySelector<SVGSVGElement>('svg.recharts-surface');
    if (svg) saveFile(`equity-${range}.png`, await svgToPng(svg));
  };
  const saveCsv = () =>
    saveFile(`equity-${range}.csv`, new Blob([toCsv(series.points)], { type: 'text/csv' }));
  const controls = (
    <>
      <Segmented label="What the chart shows" options={VIEWS} value={view} onChange={setView} />
      <Segmented label="Range" options={RANGES} value={range} onChange={setRange} />
    </>
  );
  return (
    <Panel
      title="Equity and PnL"
      testId="equity-chart"
      tools={
        <>
          <div className={styles.controls}>{controls}</div>
          <SaveMenu onPng={() => void savePng()} onCsv={saveCsv} />
        </>
      }
    >
      <div className={styles.panelFill}>
        <div className={styles.below}>{controls}</div>
        <EquityLegend newest={series.points.at(-1)} view={view} />
        <div className={styles.body} ref={body}>
          <div className={styles.drawing}>
            <ChartState series={series} view={view} />
          </div>
        </div>
      </div>
    </Panel>
  );
}

function ChartState({
  series,
  view,
}: {
  readonly series: EquitySeries;
  readonly view: EquityView;
}) {
  const { zone } = usePreferences();
  if (series.status === 'pending') return <PanelSkeleton rows={8} />;
  if (series.points.length >= 2) {
    return <EquityChart points={series.points} view={view} zone={zone} />;
  }
  if (series.status === 'error') {
    return (
      <PanelNote
        isError
        what="The curve did not arrive"
        why="Points are still stored by the engine; the newest are drawn as they come."
        action={<Button onClick={series.retry}>Ask again</Button>}
      />
    );
  }
  return (
    <PanelNote what="No curve yet" why="The engine stores one point a second from its start." />
  );
}

interface SaveMenuProps {
  readonly onPng: () => void;
  readonly onCsv: () => void;
}

function SaveMenu({ onPng, onCsv }: SaveMenuProps) {
  return (
    <Menu label="Download the chart" icon={<IconDownload size={16} aria-hidden />} isSmall>
      {(close) => (
        <>
          <MenuItem
            onChoose={() => {
              close();
              onPng();
            }}
          >
            PNG, as drawn
          </MenuItem>
          <MenuItem
            onChoose={() => {
              close();
              onCsv();
            }}
          >
            CSV, exact figures
          </MenuItem>
        </>
      )}
    </Menu>
  );
}
