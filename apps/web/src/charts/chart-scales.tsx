import { CartesianGrid, Line, XAxis, YAxis } from 'recharts';
import { lookOf } from './series-look.ts';
import type { TimeAxis } from './time-axis.ts';
import type { ValueAxis } from './value-axis.ts';

type SeriesRow = Record<string, number>;

export const valueOf = (name: string) => (row: SeriesRow) => row[name];

/** Every value of the rows, for the scale beside them. */
export const valuesOf = (rows: readonly SeriesRow[], names: readonly string[]): number[] =>
  rows.flatMap((row) => names.flatMap((name) => row[name] ?? []));

export const CURSOR = { stroke: 'var(--ink-3)', strokeDasharray: '2 3' } as const;

export function ValueGrid() {
  return <CartesianGrid stroke="var(--line)" vertical={false} />;
}

interface TimeScaleProps {
  readonly times: TimeAxis;
  readonly height: number;
  readonly hasTimes?: boolean;
}

export function TimeScale({ times, height, hasTimes = true }: TimeScaleProps) {
  return (
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
      height={height}
    />
  );
}

export function ValueScale({ axis, width }: { readonly axis: ValueAxis; readonly width: number }) {
  return (
    <YAxis
      domain={[axis.ticks[0] ?? 'auto', axis.ticks.at(-1) ?? 'auto']}
      ticks={axis.ticks}
      interval={0}
      tickFormatter={(_, at) => axis.labels[at] ?? ''}
      tickLine={false}
      axisLine={false}
      width={width}
    />
  );
}

export function SeriesLine({ name, at }: { readonly name: string; readonly at: number }) {
  return (
    <Line
      dataKey={valueOf(name)}
      name={name}
      type="linear"
      stroke={lookOf(at).color}
      strokeDasharray={lookOf(at).dash}
      strokeWidth={1.6}
      dot={false}
      activeDot={{ r: 3 }}
      isAnimationActive={false}
    />
  );
}
