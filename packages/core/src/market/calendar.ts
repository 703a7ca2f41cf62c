import { DAY_MS, HOUR_MS, type EpochMs } from '../kernel/clock.ts';
import type { TradingCalendar } from '../model/instrument.ts';

const WEEK_MS = 7 * DAY_MS;
const SESSION_MS = 5 * DAY_MS;
/** Sunday 1970-01-04 21:00 UTC: 1970-01-01 was a Thursday. */
const FIRST_SESSION_TS = 3 * DAY_MS + 21 * HOUR_MS;

function sinceSessionStart(ts: EpochMs): number {
  return (((ts - FIRST_SESSION_TS) % WEEK_MS) + WEEK_MS) % WEEK_MS;
}

/** `fx-week`: Sunday 21:00 (included) to Friday 21:00 UTC (excluded). Holidays are not known. */
export function isOpenAt(calendar: TradingCalendar, ts: EpochMs): boolean {
  return calendar === 'always' || sinceSessionStart(ts) < SESSION_MS;
}

/** `ts` itself while open, otherwise the start of the next session. */
export function nextOpenTs(calendar: TradingCalendar, ts: EpochMs): EpochMs {
  if (isOpenAt(calendar, ts)) return ts;
  return ts + WEEK_MS - sinceSessionStart(ts);
}
