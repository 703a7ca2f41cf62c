'use client';

import { useMemo } from 'react';
import { Area, AreaChart, LineChart, ReferenceLine, ResponsiveContainer, Tooltip } from 'recharts';
import type { TimeZoneChoice } from '../format/clock-time.ts';
import {
  CURSOR,
  SeriesLine,
  TimeScale,
  ValueGrid,
  valueOf,
  ValueScale,
  valuesOf,
} from './chart-scales.tsx';
import { ChartTip } from './chart-tip.tsx';
import styles from './equity-chart.module.css';
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
  const axis = useMemo(() => valueAxis(valuesOf(rows, names)), [rows, names]);
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
          <ValueGrid />
          <TimeScale times={times} height={hasTimes ? 28 : 8} hasTimes={hasTimes} />
          <ValueScale axis={axis} width={AXIS_WIDTH} />
          <ReferenceLine y={0} stroke="var(--line-strong)" ifOverflow="hidden" />
          <Tooltip
            isAnimationActive={false}
            cursor={CURSOR}
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
              <SeriesLine key={name} name={name} at={at} />
            ) : (
              <FallArea key={name} name={name} />
            ),
          )}
        </Chart>
      </ResponsiveContainer>
    </div>
  );
}

function FallArea({ name }: { readonly name: string }) {
  return (
    <Area
      dataKey={valueOf(name)}
      name={name}
      type="linear"
      stroke="var(--loss)"
      fill="var(--loss)"
      fillOpacity={0.16}
      strokeWidth={1.2}
      isAnimationActive={false}
    />
  );
}

interface RunTipProps extends Pick<RunChartProps, 'names' | 'zone' | 'say'> {
  readonly row: RunChartProps['rows'][number] | undefined;
}

function RunTip({ row, names, zone, say }: RunTipProps) {
  if (!row) return null;
  const lines = names.flatMap((name, at) => {
    const value = row[name];
    return value === undefined ? [] : [{ name, at, text: say(value) }];
  });
  return <ChartTip ts={row.ts} zone={zone} lines={lines} />;
}
