import { SECOND_MS, type EpochMs } from '../../kernel/clock.ts';

/** Silence longer than this is not a quiet market but a missing one: what was learned is dropped. */
const MAX_SILENCE_S = 10;

export interface Range {
  readonly highest: number;
  readonly lowest: number;
}

/** Mid prices second by second over a fixed window; a tick allocates nothing. */
export interface SecondBars {
  /** Adds a mid; true when it begins a new second. */
  add(mid: number, ts: EpochMs): boolean;
  /** Finished seconds on record, up to the capacity. */
  filled(): number;
  /** Close of the second that ended `ago` seconds before the one in progress (1 is the newest). */
  closeAgo(ago: number): number;
  /** Extremes of the seconds `from` to `to` ago, both included. */
  rangeAgo(from: number, to: number): Range;
}

interface Window {
  readonly highs: Float64Array;
  readonly lows: Float64Array;
  readonly closes: Float64Array;
  second: number;
  filled: number;
}

const slotOf = (window: Window, second: number): number => second % window.highs.length;

function openSecond(window: Window, second: number, mid: number): void {
  const slot = slotOf(window, second);
  window.highs[slot] = window.lows[slot] = window.closes[slot] = mid;
  window.second = second;
}

/** Seconds without a quote repeat the close before them. */
function bridge(window: Window, second: number): void {
  const last = window.closes[slotOf(window, window.second)] ?? 0;
  while (window.second < second - 1) openSecond(window, window.second + 1, last);
}

function beginSecond(window: Window, second: number, mid: number): void {
  const passed = second - window.second;
  if (passed > MAX_SILENCE_S) window.filled = 0;
  else {
    bridge(window, second);
    window.filled = Math.min(window.highs.length - 1, window.filled + passed);
  }
  openSecond(window, second, mid);
}

function addToSecond(window: Window, mid: number): void {
  const slot = slotOf(window, window.second);
  if (mid > (window.highs[slot] ?? 0)) window.highs[slot] = mid;
  if (mid < (window.lows[slot] ?? 0)) window.lows[slot] = mid;
  window.closes[slot] = mid;
}

function rangeAgo(window: Window, from: number, to: number): Range {
  let highest = Number.NEGATIVE_INFINITY;
  let lowest = Number.POSITIVE_INFINITY;
  for (let ago = from; ago <= to; ago += 1) {
    const slot = slotOf(window, window.second - ago);
    highest = Math.max(highest, window.highs[slot] ?? 0);
    lowest = Math.min(lowest, window.lows[slot] ?? 0);
  }
  return { highest, lowest };
}

/** Keeps `capacity` finished seconds and the one in progress. */
export function createSecondBars(capacity: number): SecondBars {
  const size = capacity + 1;
  const window: Window = {
    highs: new Float64Array(size),
    lows: new Float64Array(size),
    closes: new Float64Array(size),
    second: Number.NEGATIVE_INFINITY,
    filled: 0,
  };
  return {
    add: (mid, ts) => {
      const second = Math.floor(ts / SECOND_MS);
      if (second <= window.second) {
        addToSecond(window, mid);
        return false;
      }
      beginSecond(window, second, mid);
      return true;
    },
    filled: () => window.filled,
    closeAgo: (ago) => window.closes[slotOf(window, window.second - ago)] ?? 0,
    rangeAgo: (from, to) => rangeAgo(window, from, to),
  };
}
