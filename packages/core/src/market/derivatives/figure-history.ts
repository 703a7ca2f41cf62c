import type { EpochMs } from '../../kernel/clock.ts';

export interface Stamped {
  readonly value: number;
  readonly tsEvent: EpochMs;
}

export interface FigureChange {
  readonly from: Stamped;
  readonly to: Stamped;
  readonly absolute: number;
  /** Per cent of the older value; null where that is zero. */
  readonly percent: number | null;
}

/** Newest values of one figure, oldest first, each with its own time. */
export interface FigureHistory {
  /** False for a value that is not newer than the newest: venues repeat themselves between their own updates. */
  add(next: Stamped): boolean;
  /** Newest value of a time up to and including `now`. */
  latest(now: EpochMs): Stamped | null;
  /**
   * From the newest value that is at least `windowMs` old to the newest there is. Null as long as no value is that
   * old: a shorter stretch is not passed off as the window.
   */
  changeOver(windowMs: number, now: EpochMs): FigureChange | null;
  state(): readonly Stamped[];
}

export function createFigureHistory(
  capacity: number,
  restored: readonly Stamped[] = [],
): FigureHistory {
  let kept = restored.slice(-capacity);
  const latest = (now: EpochMs) => kept.findLast(({ tsEvent }) => tsEvent <= now) ?? null;
  return {
    add: (next) => {
      const newest = kept.at(-1);
      if (newest !== undefined && next.tsEvent <= newest.tsEvent) return false;
      kept = [...kept.slice(kept.length < capacity ? 0 : 1), next];
      return true;
    },
    latest,
    changeOver: (windowMs, now) => {
      const from = latest(now - windowMs);
      const to = latest(now);
      if (from === null || to === null) return null;
      const absolute = to.value - from.value;
      const percent = from.value === 0 ? null : (absolute / Math.abs(from.value)) * 100;
      return { from, to, absolute, percent };
    },
    state: () => kept,
  };
}
