/** Highest high and lowest low of the last `interval` bars; NaN while fewer have been seen. Floats. */
export interface RollingExtremes {
  add(bar: { readonly high: number; readonly low: number }): void;
  highest(): number;
  lowest(): number;
}

/**
 * Candidates for the largest value of the window, oldest and largest first, in a ring: one that can never win
 * again is dropped at once, so a value is written once and dropped once.
 */
interface Candidates {
  readonly values: Float64Array;
  /** Number of the bar each value came with. */
  readonly bars: Float64Array;
  head: number;
  size: number;
}

const createCandidates = (interval: number): Candidates => ({
  values: new Float64Array(interval),
  bars: new Float64Array(interval),
  head: 0,
  size: 0,
});

function push(queue: Candidates, bar: number, value: number): void {
  const { values, bars } = queue;
  const interval = values.length;
  if (queue.size > 0 && (bars[queue.head] ?? 0) <= bar - interval) {
    queue.head = (queue.head + 1) % interval;
    queue.size -= 1;
  }
  let tail = (queue.head + queue.size) % interval;
  while (queue.size > 0) {
    const last = tail === 0 ? interval - 1 : tail - 1;
    if ((values[last] ?? 0) > value) break;
    tail = last;
    queue.size -= 1;
  }
  values[tail] = value;
  bars[tail] = bar;
  queue.size += 1;
}

const largest = ({ values, head }: Candidates): number => values[head] ?? Number.NaN;

export function createRollingExtremes(interval: number): RollingExtremes {
  const highs = createCandidates(interval);
  // Lows are kept turned over, so that one queue serves both ends.
  const lows = createCandidates(interval);
  let bars = 0;
  return {
    add: ({ high, low }) => {
      push(highs, bars, high);
      push(lows, bars, -low);
      bars += 1;
    },
    highest: () => (bars >= interval ? largest(highs) : Number.NaN),
    lowest: () => (bars >= interval ? -largest(lows) : Number.NaN),
  };
}
