'use client';

import type { LearningView } from '@quarterdeck/core/contract/agent/learning-view.schema';
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
import { formatChance } from '../format/chance.ts';
import { toCalibrationRows, type CalibrationRow } from './calibration-points.ts';
import styles from './equity-chart.module.css';

const TICKS = [0, 0.25, 0.5, 0.75, 1];
const DIAGONAL = [
  { x: 0, y: 0 },
  { x: 1, y: 1 },
] as const;
const LEAST_RADIUS = 3;
const MOST_RADIUS = 9;

interface CaseDotProps {
  readonly cx?: number | undefined;
  readonly cy?: number | undefined;
  readonly payload?: CalibrationRow;
  readonly most: number;
}

/** Its area grows with the number of cases behind it. */
function CaseDot({ cx, cy, payload, most }: CaseDotProps) {
  const n = payload?.n;
  if (n === undefined || !Number.isFinite(cx) || !Number.isFinite(cy)) return null;
  const radius = Math.max(LEAST_RADIUS, MOST_RADIUS * Math.sqrt(n / most));
  return (
    <circle
      cx={cx}
      cy={cy}
      r={radius}
      fill="var(--series-2)"
      fillOpacity={0.35}
      stroke="var(--series-2)"
    />
  );
}

type Calibration = LearningView['calibrations'][number];

/** Stated against what happened: on the thin diagonal a forecaster would be exactly right. */
export function CalibrationChart({ calibration }: { readonly calibration: Calibration }) {
  const rows = useMemo(() => toCalibrationRows(calibration), [calibration]);
  const most = Math.max(1, ...calibration.reliability.map(({ n }) => n));
  return (
    <div className={styles.chart}>
      <ResponsiveContainer width="100%" height="100%">
        <LineChart data={rows as never} margin={{ top: 10, right: 16, bottom: 4, left: 4 }}>
          <CartesianGrid stroke="var(--line)" />
          <XAxis
            dataKey="stated"
            type="number"
            domain={[0, 1]}
            ticks={TICKS}
            tickLine={false}
            axisLine={{ stroke: 'var(--line)' }}
            tickMargin={6}
            height={28}
          />
          <YAxis domain={[0, 1]} ticks={TICKS} tickLine={false} axisLine={false} width={44} />
          <ReferenceLine segment={DIAGONAL} stroke="var(--ink-3)" strokeDasharray="3 4" />
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: 'var(--ink-3)', strokeDasharray: '2 3' }}
            content={({ label }) => (
              <CalibrationTip row={rows.find(({ stated }) => stated === label)} />
            )}
          />
          <Line
            dataKey="calibrated"
            type="linear"
            stroke="var(--series-1)"
            strokeWidth={1.8}
            dot={false}
            activeDot={{ r: 3 }}
            connectNulls
            isAnimationActive={false}
          />
          <Line
            dataKey="rate"
            stroke="none"
            dot={<CaseDot most={most} />}
            activeDot={false}
            isAnimationActive={false}
          />
        </LineChart>
      </ResponsiveContainer>
    </div>
  );
}

function CalibrationTip({ row }: { readonly row: CalibrationRow | undefined }) {
  if (!row) return null;
  return (
    <div className={styles.tip}>
      Stated {formatChance(row.stated)}
      <dl>
        {row.calibrated === undefined ? null : (
          <>
            <dt>taken for</dt>
            <dd className="figure">{formatChance(row.calibrated)}</dd>
          </>
        )}
        {row.rate === undefined ? null : (
          <>
            <dt>happened in</dt>
            <dd className="figure">
              {formatChance(row.rate)} of {row.n}
            </dd>
          </>
        )}
      </dl>
    </div>
  );
}
