import { HOUR_MS, type EpochMs } from '@quarterdeck/core/kernel/clock';
import { isOpenAt, nextOpenTs } from '@quarterdeck/core/market/calendar';
import type { BarColumns } from '@quarterdeck/core/model/columns';
import type { TradingCalendar } from '@quarterdeck/core/model/instrument';

/** A run of bars that should stand between two others and does not. */
export interface Gap {
  /** Start of the first missing bar. */
  readonly tsFrom: EpochMs;
  /** Start of the bar behind the last missing one. */
  readonly tsTo: EpochMs;
  /** Missing bars inside the session. */
  readonly bars: number;
}

export interface Grid {
  readonly calendar: TradingCalendar;
  readonly timeframeMs: number;
}

/** Start of the first bar inside the session at `ts` or later. */
export function nextBarTs({ calendar, timeframeMs }: Grid, ts: EpochMs): EpochMs {
  let tsOpen = Math.ceil(ts / timeframeMs) * timeframeMs;
  while (!isOpenAt(calendar, tsOpen)) {
    tsOpen = Math.ceil(nextOpenTs(calendar, tsOpen) / timeframeMs) * timeframeMs;
  }
  return tsOpen;
}

/**
 * The FX week begins at 17:00 in New York: 21:00 UTC in summer, where the calendar has it, and an hour later in
 * winter. A bar that is not there in that hour is missed by nobody.
 */
const mayBeShut = (calendar: TradingCalendar, ts: EpochMs): boolean =>
  calendar === 'fx-week' && !isOpenAt(calendar, ts - HOUR_MS);

/** The gap from `from` up to `to`, both starts of bars; undefined when the session holds no bar between them. */
export function findGapBetween(grid: Grid, from: EpochMs, to: EpochMs): Gap | undefined {
  let bars = 0;
  let tsFrom = to;
  let tsLast = to;
  for (let ts = nextBarTs(grid, from); ts < to; ts = nextBarTs(grid, ts + grid.timeframeMs)) {
    if (mayBeShut(grid.calendar, ts)) continue;
    tsFrom = Math.min(tsFrom, ts);
    tsLast = ts;
    bars += 1;
  }
  return bars === 0 ? undefined : { tsFrom, tsTo: tsLast + grid.timeframeMs, bars };
}

/** Holes inside opening hours, oldest first; what lies outside the session is no gap. */
export function findGaps(blocks: Iterable<BarColumns>, calendar: TradingCalendar): readonly Gap[] {
  const gaps: Gap[] = [];
  let tsDue = Number.NaN;
  for (const { length, tsOpen, timeframeMs } of blocks) {
    const grid = { calendar, timeframeMs };
    for (let row = 0; row < length; row += 1) {
      const ts = tsOpen[row] ?? Number.NaN;
      const gap = ts > tsDue ? findGapBetween(grid, tsDue, ts) : undefined;
      if (gap !== undefined) gaps.push(gap);
      tsDue = ts + timeframeMs;
    }
  }
  return gaps;
}

/** Start of the bar from which `count` bars of the session end at `to`. */
export function tsOfCount(grid: Grid, to: EpochMs, count: number): EpochMs {
  let ts = Math.floor(to / grid.timeframeMs) * grid.timeframeMs;
  for (let bars = 0; bars < count;) {
    ts -= grid.timeframeMs;
    if (isOpenAt(grid.calendar, ts)) bars += 1;
  }
  return ts;
}
