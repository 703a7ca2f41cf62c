import type { EpochMs } from '../../kernel/clock.ts';
import type { SessionBar } from './session-bar.ts';
import type { SessionClock } from './session-clock.ts';

/** Less than this share of the range seen, and its edges are not those of the session. */
const MIN_SEEN_SHARE = 0.8;

/** Highest and lowest price of the first minutes of a session; one object, changed in place. */
export interface OpeningRange {
  /** Adds a bar in time order; a session that opens forgets the one before. */
  add(bar: SessionBar): void;
  /** End of the range of the newest session; minus infinity before the first bar. */
  tsEnd: EpochMs;
  high: number;
  low: number;
  /** Close of the last bar inside. */
  close: number;
  /** True once it is over and enough of it was seen. */
  isReady: boolean;
}

/** Only bars that lie wholly inside count: of an hour bar that begins in the range nobody knows which prices did. */
export function createOpeningRange(clock: SessionClock, rangeMs: number): OpeningRange {
  let tsSession = Number.NEGATIVE_INFINITY;
  let seenMs = 0;
  const begin = (tsOpen: EpochMs): void => {
    tsSession = tsOpen;
    seenMs = 0;
    range.tsEnd = tsOpen + rangeMs;
    range.high = Number.NEGATIVE_INFINITY;
    range.low = Number.POSITIVE_INFINITY;
    range.close = Number.NaN;
    range.isReady = false;
  };
  const include = (bar: SessionBar): void => {
    seenMs += bar.tsEnd - bar.tsOpen;
    range.high = Math.max(range.high, bar.high);
    range.low = Math.min(range.low, bar.low);
    range.close = bar.close;
  };
  const range: OpeningRange = {
    tsEnd: Number.NEGATIVE_INFINITY,
    high: Number.NEGATIVE_INFINITY,
    low: Number.POSITIVE_INFINITY,
    close: Number.NaN,
    isReady: false,
    add: (bar) => {
      const tsOpen = clock.openBefore(bar.tsOpen);
      if (tsOpen !== tsSession) begin(tsOpen);
      if (bar.tsEnd <= range.tsEnd) include(bar);
      range.isReady = bar.tsEnd >= range.tsEnd && seenMs >= MIN_SEEN_SHARE * rangeMs;
    },
  };
  return range;
}
