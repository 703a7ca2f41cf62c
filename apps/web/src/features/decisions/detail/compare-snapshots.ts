import type { SeenSnapshot } from './snapshot-figures.ts';

export interface FigureChange {
  readonly id: string;
  readonly before: number;
  readonly after: number;
  /** Share of the larger of the two, 0 to 2: a change of sign counts more than any growth. */
  readonly weight: number;
}

export interface SnapshotChange {
  /** Biggest first; what stayed is left out. */
  readonly changes: readonly FigureChange[];
  readonly unchanged: number;
  /** Known now and not then, or the other way round. */
  readonly appeared: readonly string[];
  readonly vanished: readonly string[];
}

function weightOf(before: number, after: number): number {
  const larger = Math.max(Math.abs(before), Math.abs(after));
  return larger === 0 ? 0 : Math.abs(after - before) / larger;
}

/** What was different from the last time this symbol was decided. */
export function compareSnapshots(before: SeenSnapshot, after: SeenSnapshot): SnapshotChange {
  const changes: FigureChange[] = [];
  const appeared: string[] = [];
  let unchanged = 0;
  for (const [id, { value }] of after.figures) {
    const past = before.figures.get(id);
    if (past === undefined) appeared.push(id);
    else if (past.value === value) unchanged += 1;
    else {
      const weight = weightOf(past.value, value);
      changes.push({ id, before: past.value, after: value, weight });
    }
  }
  changes.sort((one, other) => other.weight - one.weight || (one.id < other.id ? -1 : 1));
  const vanished = [...before.figures.keys()].filter((id) => !after.figures.has(id));
  return { changes, unchanged, appeared, vanished };
}
