import type { EquityPoint } from '@quarterdeck/core/contract/console-state.schema';

export type EquityRange = '15m' | '1h' | '6h' | '1d' | 'all';
export type EquityView = 'equity' | 'total' | 'symbol' | 'strategy';

const MINUTE = 60_000;
export const RANGE_MS: Record<EquityRange, number> = {
  '15m': 15 * MINUTE,
  '1h': 60 * MINUTE,
  '6h': 360 * MINUTE,
  '1d': 1_440 * MINUTE,
  all: Number.POSITIVE_INFINITY,
};

/** Points asked for and kept: about one a pixel. */
export const MAX_POINTS = 900;

/**
 * The series with one more point. Points closer than the range's own step replace the last one, so that a long
 * range stays as thin as the engine sent it, and points that left the range are dropped.
 */
export function appendPoint(
  points: readonly EquityPoint[],
  point: EquityPoint,
  rangeMs: number,
): readonly EquityPoint[] {
  const newest = points.at(-1);
  if (newest && point.ts <= newest.ts) return points;
  const before = points.at(-2);
  const span = Number.isFinite(rangeMs) ? rangeMs : point.ts - (points[0]?.ts ?? point.ts);
  const isTooClose = before !== undefined && point.ts - before.ts < span / MAX_POINTS;
  const kept = isTooClose ? points.slice(0, -1) : points;
  const from = point.ts - rangeMs;
  return [...kept.filter((each) => each.ts >= from), point];
}

/** A hole shorter than this is a late point, not an engine that was down. */
const LEAST_GAP_MS = 10_000;
const STEPS_OF_A_GAP = 4;

/** Between two points further apart than this nobody was there to count: no line is drawn across. */
function gapAfterMs(points: readonly { readonly ts: number }[]): number {
  const steps = points.slice(1).map((point, at) => point.ts - (points[at]?.ts ?? point.ts));
  const median = steps.sort((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 0;
  return Math.max(LEAST_GAP_MS, median * STEPS_OF_A_GAP);
}

export interface ChartRow {
  readonly ts: number;
  readonly [series: string]: number;
}

export interface ChartSeries {
  /** Keys of the rows besides `ts`, in the order of the engine. */
  readonly names: readonly string[];
  readonly rows: readonly ChartRow[];
}

export const amountsOf = (
  point: EquityPoint,
  view: EquityView,
): Readonly<Record<string, string>> => {
  switch (view) {
    case 'equity':
      return { equity: point.equity };
    case 'total':
      return { 'total PnL': point.total };
    case 'symbol':
      return point.bySymbol;
    case 'strategy':
      return point.byStrategy;
  }
};

/** Floats for drawing; the exact texts stay in the points. A row of nothing but its time breaks every line. */
export function toChartSeries(points: readonly EquityPoint[], view: EquityView): ChartSeries {
  const names = new Set<string>();
  const gapMs = gapAfterMs(points);
  const rows = points.flatMap((point, at) => {
    const row: Record<string, number> = { ts: point.ts };
    for (const [name, amount] of Object.entries(amountsOf(point, view))) {
      names.add(name);
      row[name] = Number(amount);
    }
    const before = points[at - 1];
    const isAfterGap = before !== undefined && point.ts - before.ts > gapMs;
    return (isAfterGap ? [{ ts: before.ts + 1 }, row] : [row]) as unknown as ChartRow[];
  });
  return { names: [...names], rows };
}

/** Exact texts, every series of the points, one line a point. */
export function toCsv(points: readonly EquityPoint[]): string {
  const symbols = [...new Set(points.flatMap((point) => Object.keys(point.bySymbol)))];
  const strategies = [...new Set(points.flatMap((point) => Object.keys(point.byStrategy)))];
  const header = ['ts', 'time_utc', 'equity', 'total', ...symbols, ...strategies];
  const lines = points.map((point) =>
    [
      point.ts,
      new Date(point.ts).toISOString(),
      point.equity,
      point.total,
      ...symbols.map((name) => point.bySymbol[name] ?? ''),
      ...strategies.map((name) => point.byStrategy[name] ?? ''),
    ].join(','),
  );
  return [header.join(','), ...lines, ''].join('\n');
}
