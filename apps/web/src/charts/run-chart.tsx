'use client';

import { useMemo } from 'react';
import {
  Area,
  AreaChart,
  CartesianGrid,
  Line,
  LineChart,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { formatFullTime, type TimeZoneChoice } from '../format/clock-time.ts';
import styles from './equity-chart.module.css';
import { SeriesSwatch } from './series-swatch.tsx';
import { lookOf } from './series-look.ts';
import { timeAxis } from './time-axis.ts';
import { valueAxis } from './value-axis.ts';

interface RunChartProps {
  readonly rows: readonly { readonly ts: number; readonly [series: string]: number }[];
  readonly names: readonly string[];
  /** `fall` fills down from zero. */
  readonly shape: 'line' | 'fall';
  readonly zone: TimeZoneChoice;
  /** Text of a value under the crosshair. */
  readonly say: (value: number) => string;
  /** Charts of one group share their crosshair. */
  readonly group?: string;
  readonly hasTimes?: boolean;
}

const AXIS_WIDTH = 72;

/** Curves of finished runs over the time of their data. */
export function RunChart(props: RunChartProps) {
  const { rows, names, shape, zone, say, group, hasTimes = true } = props;
  const axis = useMemo(
    () => valueAxis(rows.flatMap((row) => names.flatMap((name) => row[name] ?? []))),
    [rows, names],
  );
  const times = timeAxis(rows[0]?.ts ?? 0, rows.at(-1)?.ts ?? 0, zone);
  const Chart = shape === 'line' ? LineChart : AreaChart;
  return (
    <div className={styles.chart}>
      <ResponsiveContainer width="100%" height="100%">
        <Chart
          data={rows as never}
          margin={{ top: 8, right: 24, bottom: 0, left: 4 }}
          {...(group === undefined ? {} : { syncId: group })}
        >
          <CartesianGrid stroke="var(--line)" vertical={false} />
          <XAxis
            dataKey="ts"
            type="number"
            domain={['dataMin', 'dataMax']}
            ticks={times.ticks}
            tickFormatter={times.labelOf}
            tick={hasTimes}
            tickLine={false}
            axisLine={{ stroke: 'var(--line)' }}
            tickMargin={6}
            minTickGap={24}
            height={hasTimes ? 28 : 8}
          />
          <YAxis
            domain={[axis.ticks[0] ?? 'auto', axis.ticks.at(-1) ?? 'auto']}
            ticks={axis.ticks}
            interval={0}
            tickFormatter={(_, at) => axis.labels[at] ?? ''}
            tickLine={false}
            axisLine={false}
            width={AXIS_WIDTH}
          />
          <ReferenceLine y={0} stroke="var(--line-strong)" ifOverflow="hidden" />
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: 'var(--ink-3)', strokeDasharray: '2 3' }}
            content={({ label }) => (
              <RunTip
                row={rows.find((row) => row.ts === label)}
                names={names}
                zone={zone}
                say={say}
              />
            )}
          />
          {names.map((name, at) =>
            shape === 'line' ? (
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
            ) : (
              <Area
                key={name}
                dataKey={(row: Record<string, number>) => row[name]}
                name={name}
                type="linear"
                stroke="var(--loss)"
                fill="var(--loss)"
                fillOpacity={0.16}
                strokeWidth={1.2}
                isAnimationActive={false}
              />
            ),
          )}
        </Chart>
      </ResponsiveContainer>
    </div>
  );
}

interface RunTipProps extends Pick<RunChartProps, 'names' | 'zone' | 'say'> {
  readonly row: RunChartProps['rows'][number] | undefined;
}

function RunTip({ row, names, zone, say }: RunTipProps) {
  if (!row) return null;
  return (
    <div className={styles.tip}>
      {formatFullTime(row.ts, zone).replace(/\.\d+ /, ' ')}
      <dl>
        {names.map((name, at) => {
          const value = row[name];
          return value === undefined ? null : (
            <TipLine key={name} name={name} at={at} text={say(value)} />
          );
        })}
      </dl>
    </div>
  );
}

interface TipLineProps {
  readonly name: string;
  readonly at: number;
  readonly text: string;
}

function TipLine({ name, at, text }: TipLineProps) {
  return (
    <>
      <dt>
        <SeriesSwatch at={at} />
        {name}
      </dt>
      <dd className="figure">{text}</dd>
    </>
  );
}
