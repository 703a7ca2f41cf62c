import { RingBuffer } from '../../kernel/ring-buffer.ts';

/** One bar with what the indicators said at its close. */
export interface Reading {
  /** Number of the bar, counted from the first. */
  readonly index: number;
  readonly high: number;
  readonly low: number;
  readonly macd: number;
  readonly rsi: number;
}

export type SwingKind = 'low' | 'high';

/** How far a bar reaches in the direction of the swing; more is further. */
export const reachOf = (reading: Reading, kind: SwingKind): number =>
  kind === 'low' ? -reading.low : reading.high;

export interface SwingFinder {
  add(reading: Reading): void;
  /** The reading `side` bars back, if it reaches further than `side` bars before and after it. */
  find(kind: SwingKind): Reading | undefined;
}

/** A swing is only known `side` bars after it happened. */
export function createSwingFinder(side: number): SwingFinder {
  const recent = new RingBuffer<Reading>(2 * side + 1);
  const isFurthest = (candidate: Reading, kind: SwingKind): boolean => {
    for (let position = 0; position < recent.size; position += 1) {
      const other = recent.at(position);
      if (other === undefined || other === candidate) continue;
      if (reachOf(other, kind) >= reachOf(candidate, kind)) return false;
    }
    return true;
  };
  return {
    add: (reading) => recent.push(reading),
    find: (kind) => {
      const candidate = recent.size === recent.capacity ? recent.at(side) : undefined;
      return candidate !== undefined && isFurthest(candidate, kind) ? candidate : undefined;
    },
  };
}
