'use client';

import { useMemo } from 'react';
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis } from 'recharts';
import { dayText } from '../format/span-text.ts';
import { ValueScale } from './chart-scales.tsx';
import styles from './equity-chart.module.css';
import { valueAxis } from './value-axis.ts';

export interface DayBar {
  readonly tsDay: number;
  /** Null: there is none for this day. */
  readonly value: number | null;
}

interface DayBarsProps {
  readonly rows: readonly DayBar[];
  readonly color: string;
  readonly say: (value: number | null) => string;
  /** Charts of one group share their crosshair. */
  readonly group: string;
  readonly hasDays: boolean;
}

/** One bar a UTC day. */
export function DayBars({ rows, color, say, group, hasDays }: DayBarsProps) {
  const axis = useMemo(() => valueAxis([0, ...rows.flatMap(({ value }) => value ?? [])]), [rows]);
  return (
    <div className={styles.chart}>
      <ResponsiveContainer width="100%" height="100%">
        <BarChart
          data={rows as never}
          syncId={group}
          margin={{ top: 8, right: 16, bottom: 0, left: 4 }}
        >
          <CartesianGrid stroke="var(--line)" vertical={false} />
          <XAxis
            dataKey="tsDay"
            tickFormatter={(ts: number) => dayText(ts).slice(5)}
            tick={hasDays}
            tickLine={false}
            axisLine={{ stroke: 'var(--line)' }}
            tickMargin={6}
            minTickGap={20}
            height={hasDays ? 28 : 8}
          />
          <ValueScale axis={axis} width={56} />
          <Tooltip
            isAnimationActive={false}
            cursor={{ fill: 'var(--raised)' }}
            content={({ label }) => {
              const row = rows.find(({ tsDay }) => tsDay === label);
              if (!row) return null;
              return (
                <div className={styles.tip}>
                  {dayText(row.tsDay)} UTC
                  <dl>
                    <dt>{row.value === null ? 'no fill' : ''}</dt>
                    <dd className="figure">{say(row.value)}</dd>
                  </dl>
                </div>
              );
            }}
          />
          <Bar dataKey="value" fill={color} maxBarSize={22} isAnimationActive={false} />
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}
