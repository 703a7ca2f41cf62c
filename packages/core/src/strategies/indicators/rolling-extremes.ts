/** Highest high and lowest low of the last `interval` bars; NaN while fewer have been seen. Floats. */
export interface RollingExtremes {
  add(bar: { readonly high: number; readonly low: number }): void;
  highest(): number;
  lowest(): number;
}

/** Index and value of one candidate; those that can never win again are dropped (monotonic queue). */
interface Candidate {
  readonly index: number;
  readonly value: number;
}

function push(queue: Candidate[], next: Candidate, interval: number): void {
  for (
    let last = queue.at(-1);
    last !== undefined && last.value <= next.value;
    last = queue.at(-1)
  ) {
    queue.pop();
  }
  queue.push(next);
  const first = queue[0];
  if (first !== undefined && first.index <= next.index - interval) queue.shift();
}

export function createRollingExtremes(interval: number): RollingExtremes {
  const highs: Candidate[] = [];
  const lows: Candidate[] = [];
  let bars = 0;
  const isReady = (): boolean => bars >= interval;
  return {
    add: ({ high, low }) => {
      push(highs, { index: bars, value: high }, interval);
      // Lows are kept turned over, so that one queue serves both ends.
      push(lows, { index: bars, value: -low }, interval);
      bars += 1;
    },
    highest: () => (isReady() ? (highs[0]?.value ?? Number.NaN) : Number.NaN),
    lowest: () => (isReady() ? -(lows[0]?.value ?? Number.NaN) : Number.NaN),
  };
}
