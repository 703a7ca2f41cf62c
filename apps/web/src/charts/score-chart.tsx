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
} from 'recharts';
import { ValueScale } from './chart-scales.tsx';
import styles from './equity-chart.module.css';
import { valueAxis } from './value-axis.ts';

export interface ScoreRow {
  /** Of the trial. */
  readonly number: number;
  readonly inSample: number | null;
  readonly outOfSample: number | null;
  /** Best in-sample score up to this trial. */
  readonly best: number | null;
}

interface ScoreChartProps {
  readonly rows: readonly ScoreRow[];
  readonly say: (value: number | null) => string;
  /** The best that as many tries of nothing would be expected to show, in the unit of the scores. */
  readonly luck: number | null;
  readonly chosen: number | undefined;
}

const AXIS_WIDTH = 64;
const IN_COLOR = 'var(--series-1)';
const OUT_COLOR = 'var(--series-2)';

interface DotProps {
  readonly cx?: number | undefined;
  readonly cy?: number | undefined;
  readonly value?: unknown;
}

/** Told apart by shape as well as by colour: a disc in sample, a diamond out of it. */
const isPlaced = ({ cx, cy }: DotProps): boolean => Number.isFinite(cx) && Number.isFinite(cy);

function Disc(
  props: DotProps & { readonly payload?: ScoreRow; readonly chosen?: number | undefined },
) {
  const { cx, cy, payload, chosen } = props;
  if (!isPlaced(props) || payload?.inSample === null) return null;
  const isChosen = payload?.number === chosen;
  return (
    <g>
      {isChosen ? <circle cx={cx} cy={cy} r={7} fill="none" stroke="var(--ink)" /> : null}
      <circle cx={cx} cy={cy} r={3} fill={IN_COLOR} fillOpacity={0.85} />
    </g>
  );
}

function Diamond(props: DotProps & { readonly payload?: ScoreRow }) {
  const { cx = 0, cy = 0, payload } = props;
  if (!isPlaced(props) || payload?.outOfSample === null) return null;
  const points = `${cx},${cy - 4.5} ${cx + 4.5},${cy} ${cx},${cy + 4.5} ${cx - 4.5},${cy}`;
  return <polygon points={points} fill="var(--surface)" stroke={OUT_COLOR} strokeWidth={1.6} />;
}

/** The mark of a series beside its name. */
export function ScoreMark({ of }: { readonly of: 'inSample' | 'outOfSample' | 'best' | 'luck' }) {
  return (
    <svg width="18" height="10" aria-hidden style={{ flex: 'none' }}>
      {of === 'inSample' ? <circle cx="9" cy="5" r="3" fill={IN_COLOR} /> : null}
      {of === 'outOfSample' ? (
        <polygon
          points="9,0.8 13.2,5 9,9.2 4.8,5"
          fill="none"
          stroke={OUT_COLOR}
          strokeWidth="1.6"
        />
      ) : null}
      {of === 'best' ? <line x1="0" y1="5" x2="18" y2="5" stroke="var(--ink-3)" /> : null}
      {of === 'luck' ? (
        <line x1="0" y1="5" x2="18" y2="5" stroke="var(--held)" strokeDasharray="4 3" />
      ) : null}
    </svg>
  );
}

/** One point a trial, in the order they were made; the thin line is the best so far. */
export function ScoreChart({ rows, say, luck, chosen }: ScoreChartProps) {
  const axis = useMemo(() => {
    const scores = rows.flatMap(({ inSample, outOfSample }) => [inSample, outOfSample]);
    return valueAxis([...scores, luck].flatMap((score) => score ?? []));
  }, [rows, luck]);
  return (
    <div className={styles.chart}>
      <ResponsiveContainer width="100%" height="100%">
        <LineChart data={rows as never} margin={{ top: 10, right: 16, bottom: 0, left: 4 }}>
          <CartesianGrid stroke="var(--line)" vertical={false} />
          <XAxis
            dataKey="number"
            type="number"
            domain={['dataMin', 'dataMax']}
            allowDecimals={false}
            tickLine={false}
            axisLine={{ stroke: 'var(--line)' }}
            tickMargin={6}
            minTickGap={28}
            height={28}
          />
          <ValueScale axis={axis} width={AXIS_WIDTH} />
          <ReferenceLine y={0} stroke="var(--line-strong)" ifOverflow="hidden" />
          {luck === null ? null : (
            <ReferenceLine y={luck} stroke="var(--held)" strokeDasharray="4 3" />
          )}
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: 'var(--ink-3)', strokeDasharray: '2 3' }}
            content={({ label }) => (
              <ScoreTip row={rows.find(({ number }) => number === label)} say={say} />
            )}
          />
          <Line
            dataKey="best"
            type="stepAfter"
            stroke="var(--ink-3)"
            strokeWidth={1}
            dot={false}
            activeDot={false}
            isAnimationActive={false}
          />
          <Line
            dataKey="inSample"
            stroke="none"
            dot={<Disc chosen={chosen} />}
            activeDot={false}
            isAnimationActive={false}
          />
          <Line
            dataKey="outOfSample"
            stroke="none"
            dot={<Diamond />}
            activeDot={false}
            isAnimationActive={false}
          />
        </LineChart>
      </ResponsiveContainer>
    </div>
  );
}

function ScoreTip({
  row,
  say,
}: Pick<ScoreChartProps, 'say'> & { readonly row: ScoreRow | undefined }) {
  if (!row) return null;
  return (
    <div className={styles.tip}>
      Trial {row.number}
      <dl>
        <dt>
          <ScoreMark of="inSample" />
          in sample
        </dt>
        <dd className="figure">{say(row.inSample)}</dd>
        <dt>
          <ScoreMark of="outOfSample" />
          out of sample
        </dt>
        <dd className="figure">{say(row.outOfSample)}</dd>
      </dl>
    </div>
  );
}
