import type { LoopRow } from '@quarterdeck/core/contract/console-state.schema';

/** Loops beat on the wall's time; the screen counts every age against the desk's, which may be a tape's. */
export function onDeskTime(rows: readonly LoopRow[], shiftMs: number): LoopRow[] {
  if (shiftMs === 0) return [...rows];
  return rows.map((row) => ({
    ...row,
    tsBeat: row.tsBeat + shiftMs,
    tsRetry: row.tsRetry === null ? null : row.tsRetry + shiftMs,
  }));
}
