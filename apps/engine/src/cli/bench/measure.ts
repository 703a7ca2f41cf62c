import type { CliPorts } from '../cli-ports.ts';
import type { Workspace } from './workspace.ts';

export type Direction = 'at_most' | 'at_least';

export interface BenchContext {
  readonly ports: CliPorts;
  /** Shorter runs, for a look; what is shortened says so in its details. */
  readonly isQuick: boolean;
  /** Temporary folders and children of this measure; all gone when it ends. */
  readonly workspace: Workspace;
}

/** What one run of a measure has found. */
export interface Figure {
  /** Null when it could not be measured; `reason` then says why. */
  readonly value: number | null;
  readonly reason?: string;
  /** Set where the value alone does not decide; null when this run must not be judged. */
  readonly holds?: boolean | null;
  readonly details: Readonly<Record<string, unknown>>;
}

export interface Measure {
  /** A contract: scripts compare figures by it. */
  readonly name: string;
  readonly unit: string;
  /** Absent: measured for comparison, nothing is promised. */
  readonly goal?: { readonly reach: number; readonly direction: Direction };
  run(context: BenchContext): Figure | Promise<Figure>;
}

export interface BenchResult {
  readonly name: string;
  readonly value: number | null;
  readonly unit: string;
  readonly reach: number | null;
  readonly direction: Direction | null;
  readonly holds: boolean | null;
  readonly reason?: string;
  readonly details: Readonly<Record<string, unknown>>;
}

export const notMeasured = (reason: string): Figure => ({ value: null, reason, details: {} });

function judge({ goal }: Measure, figure: Figure): boolean | null {
  if (figure.value === null || goal === undefined) return null;
  if (figure.holds !== undefined) return figure.holds;
  return goal.direction === 'at_most' ? figure.value <= goal.reach : figure.value >= goal.reach;
}

export function resultOf(measure: Measure, figure: Figure): BenchResult {
  const { name, unit, goal } = measure;
  return {
    name,
    value: figure.value,
    unit,
    reach: goal?.reach ?? null,
    direction: goal?.direction ?? null,
    holds: judge(measure, figure),
    ...(figure.reason === undefined ? {} : { reason: figure.reason }),
    details: figure.details,
  };
}
