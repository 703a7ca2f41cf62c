'use client';

import { Fragment, useMemo } from 'react';
import { Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { formatShort } from '../format/short-figure.ts';
import { CURSOR, ValueGrid } from './chart-scales.tsx';
import styles from './equity-chart.module.css';
import { numberAxis, tickText } from './number-axis.ts';
import { lookOf } from './series-look.ts';
import { SeriesSwatch } from './series-swatch.tsx';

export interface NumberSeries {
  readonly name: string;
  readonly points: readonly (readonly [number, number])[];
}

interface NumberChartProps {
  readonly series: readonly NumberSeries[];
  readonly xLabel: string;
  readonly isLog: boolean;
}

interface NumberRow {
  readonly x: number;
  /** One a series, by its place; absent where it has no point. */
  readonly ys: readonly (number | undefined)[];
}

const AXIS_WIDTH = 56;
/** More points than this make a line of their own. */
const MOST_DOTS = 60;

/** One row for each figure across that any series has a point at. */
function toRows(series: readonly NumberSeries[]): readonly NumberRow[] {
  const byX = new Map<number, (number | undefined)[]>();
  for (const [at, { points }] of series.entries()) {
    for (const [x, y] of points) {
      const ys = byX.get(x) ?? [];
      ys[at] = y;
      byX.set(x, ys);
    }
  }
  return [...byX].map(([x, ys]) => ({ x, ys })).toSorted((one, other) => one.x - other.x);
}

/** Lines over a figure that is not a time. */
export function NumberChart({ series, xLabel, isLog }: NumberChartProps) {
  const rows = useMemo(() => toRows(series), [series]);
  const points = series.flatMap((each) => each.points);
  const across = numberAxis(
    points.map(([x]) => x),
    { isLog, isWidened: false },
  );
  const up = numberAxis(
    points.map(([, y]) => y),
    { isLog, isWidened: true },
  );
  return (
    <div className={styles.chart}>
      <ResponsiveContainer width="100%" height="100%">
        <LineChart data={rows as never} margin={{ top: 8, right: 20, bottom: 0, left: 0 }}>
          <ValueGrid />
          <XAxis
            dataKey="x"
            type="number"
            scale={across.scale}
            domain={[...across.domain]}
            ticks={across.ticks}
            tickFormatter={tickText}
            allowDataOverflow
            tickLine={false}
            axisLine={{ stroke: 'var(--line)' }}
            tickMargin={6}
            minTickGap={10}
            height={28}
          />
          <YAxis
            type="number"
            scale={up.scale}
            domain={[...up.domain]}
            ticks={up.ticks}
            interval={0}
            tickFormatter={tickText}
            tickLine={false}
            axisLine={false}
            width={AXIS_WIDTH}
          />
          <Tooltip
            isAnimationActive={false}
            cursor={CURSOR}
            content={({ label }) => (
              <NumberTip row={rows.find(({ x }) => x === label)} series={series} xLabel={xLabel} />
            )}
          />
          {series.map(({ name, points: own }, at) => (
            <Line
              key={name}
              name={name}
              dataKey={({ ys }: NumberRow) => ys[at]}
              type="linear"
              stroke={lookOf(at).color}
              strokeDasharray={lookOf(at).dash}
              strokeWidth={1.6}
              dot={
                own.length <= MOST_DOTS
                  ? { r: 2.5, strokeDasharray: '0', fill: lookOf(at).color, strokeWidth: 0 }
                  : false
              }
              activeDot={{ r: 3 }}
              connectNulls
              isAnimationActive={false}
            />
          ))}
        </LineChart>
      </ResponsiveContainer>
    </div>
  );
}

interface NumberTipProps extends Pick<NumberChartProps, 'series' | 'xLabel'> {
  readonly row: NumberRow | undefined;
}

function NumberTip({ row, series, xLabel }: NumberTipProps) {
  if (!row) return null;
  return (
    <div className={styles.tip}>
      {xLabel} <span className="figure">{formatShort(row.x)}</span>
      <dl>
        {series.map(({ name }, at) => {
          const y = row.ys[at];
          return y === undefined ? null : (
            <Fragment key={name}>
              <dt>
                <SeriesSwatch at={at} />
                {name}
              </dt>
              <dd className="figure">{formatShort(y)}</dd>
            </Fragment>
          );
        })}
      </dl>
    </div>
  );
}
