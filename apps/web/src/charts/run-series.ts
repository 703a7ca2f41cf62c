import type { BacktestReport } from '@quarterdeck/core/contract/backtest.schema';

export type ReportEquity = BacktestReport['equity'];

export interface RunCurve {
  readonly name: string;
  readonly equity: ReportEquity;
}

export interface ReturnRow {
  readonly ts: number;
  readonly [series: string]: number;
}

/** Return since the first point, percent: curves of different accounts become comparable. */
export function toReturns(equity: ReportEquity): readonly { ts: number; pct: number }[] {
  const start = Number(equity[0]?.equity ?? 0);
  return equity.map((point) => ({
    ts: point.ts,
    pct: start === 0 ? 0 : (Number(point.equity) / start - 1) * 100,
  }));
}

/**
 * One row a moment at which any curve has a point. Between its own points a curve keeps its last value, before
 * its first and after its last it has none.
 */
export function mergeReturns(curves: readonly RunCurve[]): readonly ReturnRow[] {
  const lines = curves.map(({ name, equity }) => ({ name, points: toReturns(equity), at: -1 }));
  const moments = [...new Set(lines.flatMap(({ points }) => points.map(({ ts }) => ts)))];
  return moments
    .sort((a, b) => a - b)
    .map((ts) => {
      const row: Record<string, number> = { ts };
      for (const line of lines) {
        while ((line.points[line.at + 1]?.ts ?? Infinity) <= ts) line.at += 1;
        const point = line.points[line.at];
        const last = line.points.at(-1);
        if (point && last && ts <= last.ts) row[line.name] = point.pct;
      }
      return row as unknown as ReturnRow;
    });
}
