'use client';

import { useMemo } from 'react';
import { LineChart, ReferenceLine, ResponsiveContainer, Tooltip } from 'recharts';
import type { EquityPoint } from '@quarterdeck/core/contract/console-state.schema';
import type { TimeZoneChoice } from '../format/clock-time.ts';
import { CURSOR, SeriesLine, TimeScale, ValueGrid, ValueScale, valuesOf } from './chart-scales.tsx';
import { EquityTip } from './equity-tip.tsx';
import { toChartSeries, type EquityView } from './equity-series.ts';
import { timeAxis } from './time-axis.ts';
import { valueAxis } from './value-axis.ts';
import styles from './equity-chart.module.css';

interface EquityChartProps {
  readonly points: readonly EquityPoint[];
  readonly view: EquityView;
  readonly zone: TimeZoneChoice;
}

/** Mono figures of 11 px, and the gap to the plot. */
const axisWidth = (labels: readonly string[]) =>
  Math.max(40, ...labels.map((label) => label.length * 7 + 14));

export function EquityChart({ points, view, zone }: EquityChartProps) {
  const { names, rows } = useMemo(() => toChartSeries(points, view), [points, view]);
  const axis = useMemo(() => valueAxis(valuesOf(rows, names)), [rows, names]);
  const times = timeAxis(points[0]?.ts ?? 0, points.at(-1)?.ts ?? 0, zone);
  return (
    <div className={styles.chart}>
      <ResponsiveContainer width="100%" height="100%">
        <LineChart data={rows as never} margin={{ top: 10, right: 34, bottom: 0, left: 4 }}>
          <ValueGrid />
          <TimeScale times={times} height={30} />
          <ValueScale axis={axis} width={axisWidth(axis.labels)} />
          {view === 'equity' ? null : <ReferenceLine y={0} stroke="var(--line-strong)" />}
          <Tooltip
            isAnimationActive={false}
            cursor={CURSOR}
            content={({ label }) => (
              <EquityTip point={points.find((each) => each.ts === label)} view={view} zone={zone} />
            )}
          />
          {names.map((name, at) => (
            <SeriesLine key={name} name={name} at={at} />
          ))}
        </LineChart>
      </ResponsiveContainer>
    </div>
  );
}
