import { DAY_MS, MINUTE_MS, startOfUtcDay, type EpochMs } from '../../kernel/clock.ts';
import { zoneOffsetMs, type Zone } from './zone-offset.ts';

const SUNDAY = 0;
const SATURDAY = 6;

/** When a session opens, in the wall clock of its own place; Monday to Friday of that place. */
export interface SessionHours {
  readonly zone: Zone;
  /** Minutes since local midnight. */
  readonly openMinute: number;
}

/** Tells the newest open at or before a moment. */
export interface SessionClock {
  /** Costs two comparisons while the moments stay within one session day. */
  openBefore(ts: EpochMs): EpochMs;
}

/**
 * UTC time of a workday's wall clock that is written as if it were UTC. Its offset is asked a few hours off the right
 * moment, which does no harm: clocks change on Sundays, hours away from any workday.
 */
const utcOf = (zone: Zone, wallMs: number): EpochMs => wallMs - zoneOffsetMs(zone, wallMs);

const isWorkday = (wallMs: number): boolean => {
  const weekday = new Date(wallMs).getUTCDay();
  return weekday !== SUNDAY && weekday !== SATURDAY;
};

/** The open of the local day that holds `wallMs`, or of the nearest workday from there, a day at a time. */
function nearestOpen(hours: SessionHours, wallMs: number, stepMs: number): EpochMs {
  let day = startOfUtcDay(wallMs);
  while (!isWorkday(day)) day += stepMs;
  return utcOf(hours.zone, day + hours.openMinute * MINUTE_MS);
}

export function createSessionClock(hours: SessionHours): SessionClock {
  let tsOpen = Number.POSITIVE_INFINITY;
  let tsNext = Number.NEGATIVE_INFINITY;
  const find = (ts: EpochMs): void => {
    const wallMs = ts + zoneOffsetMs(hours.zone, ts);
    const today = nearestOpen(hours, wallMs, -DAY_MS);
    if (today <= ts) {
      tsOpen = today;
      tsNext = nearestOpen(hours, wallMs + DAY_MS, DAY_MS);
    } else {
      tsOpen = nearestOpen(hours, wallMs - DAY_MS, -DAY_MS);
      tsNext = today;
    }
  };
  return {
    openBefore: (ts) => {
      if (ts < tsOpen || ts >= tsNext) find(ts);
      return tsOpen;
    },
  };
}
