'use client';

import { useMemo } from 'react';
import {
  CartesianGrid,
  Line,
  LineChart,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import type { EquityPoint } from '@quarterdeck/core/contract/console-state.schema';
import type { TimeZoneChoice } from '../format/clock-time.ts';
import { EquityTip } from './equity-tip.tsx';
import { toChartSeries, type EquityView } from './equity-series.ts';
import { lookOf } from './series-look.ts';
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
  const axis = useMemo(
    () => valueAxis(rows.flatMap((row) => names.flatMap((name) => row[name] ?? []))),
    [rows, names],
  );
  const times = timeAxis(points[0]?.ts ?? 0, points.at(-1)?.ts ?? 0, zone);
  return (
    <div className={styles.chart}>
      <ResponsiveContainer width="100%" height="100%">
        <LineChart data={rows as never} margin={{ top: 10, right: 34, bottom: 0, left: 4 }}>
          <CartesianGrid stroke="var(--line)" vertical={false} />
          <XAxis
            dataKey="ts"
            type="number"
            domain={['dataMin', 'dataMax']}
            ticks={times.ticks}
            tickFormatter={times.labelOf}
            tickLine={false}
            axisLine={{ stroke: 'var(--line)' }}
            tickMargin={6}
            minTickGap={24}
            height={30}
          />
          <YAxis
            domain={[axis.ticks[0] ?? 'auto', axis.ticks.at(-1) ?? 'auto']}
            ticks={axis.ticks}
            interval={0}
            tickFormatter={(_, at) => axis.labels[at] ?? ''}
            tickLine={false}
            axisLine={false}
            width={axisWidth(axis.labels)}
          />
          {view === 'equity' ? null : <ReferenceLine y={0} stroke="var(--line-strong)" />}
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: 'var(--ink-3)', strokeDasharray: '2 3' }}
            content={({ label }) => (
              <EquityTip point={points.find((each) => each.ts === label)} view={view} zone={zone} />
            )}
          />
          {names.map((name, at) => (
            <Line
              key={name}
              dataKey={(row: Record<string, number>) => row[name]}
              name={name}
              type="linear"
              stroke={lookOf(at).color}
              strokeDasharray={lookOf(at).dash}
              strokeWidth={1.6}
              dot={false}
              activeDot={{ r: 3 }}
              isAnimationActive={false}
            />
          ))}
        </LineChart>
      </ResponsiveContainer>
    </div>
  );
}
