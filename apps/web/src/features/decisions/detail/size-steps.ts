import type { SizeTrail } from '@quarterdeck/core/contract/agent/decision-record.schema';

export interface SizeStep {
  readonly name: string;
  readonly before: number | null;
  readonly after: number;
  /** Of the size asked for, 0 to 1: the length of its bar, and of what it took. */
  readonly left: number;
  readonly taken: number;
}

const shareOf = (value: number, whole: number): number =>
  whole > 0 ? Math.min(1, Math.max(0, value / whole)) : 0;

/** The size from what was asked for to what was traded, one line a clamp, in the order they were applied. */
export function toSizeSteps({ requested, clamps, final }: SizeTrail): readonly SizeStep[] {
  return [
    {
      name: 'asked',
      before: null,
      after: requested,
      left: shareOf(requested, requested),
      taken: 0,
    },
    ...clamps.map(({ name, before, after }) => ({
      name,
      before,
      after,
      left: shareOf(after, requested),
      taken: shareOf(before - after, requested),
    })),
    { name: 'final', before: null, after: final, left: shareOf(final, requested), taken: 0 },
  ];
}
