import { DAY_MS, HOUR_MS, type EpochMs } from '../../kernel/clock.ts';

export type Zone = 'Asia/Tokyo' | 'Europe/London' | 'America/New_York';

const SUNDAY = 0;
const [MARCH, APRIL, OCTOBER, NOVEMBER] = [2, 3, 9, 10] as const;
/** The United States moved both ends of summer time with this year. */
const US_RULE_OF_2007 = 2007;

/** Midnight UTC of the first Sunday on or after the given day of a month. */
function sundayFrom(year: number, month: number, day: number): EpochMs {
  const ts = Date.UTC(year, month, day);
  const weekday = new Date(ts).getUTCDay();
  return ts + ((7 + SUNDAY - weekday) % 7) * DAY_MS;
}

/** Both of the months asked for have 31 days, so the last Sunday is the one from the 25th on. */
const lastSunday = (year: number, month: typeof MARCH | typeof OCTOBER): EpochMs =>
  sundayFrom(year, month, 25);

/** From the last Sunday of March to the last Sunday of October, at 01:00 UTC. Right since 1996. */
function isLondonSummer(ts: EpochMs, year: number): boolean {
  const starts = lastSunday(year, MARCH) + HOUR_MS;
  return ts >= starts && ts < lastSunday(year, OCTOBER) + HOUR_MS;
}

/**
 * From the second Sunday of March to the first of November since 2007, before that from the first of April to the
 * last of October; at 02:00 of the wall clock, which is 07:00 UTC in winter time and 06:00 UTC in summer time.
 * Right since 1987.
 */
function isNewYorkSummer(ts: EpochMs, year: number): boolean {
  const isNew = year >= US_RULE_OF_2007;
  const starts = isNew ? sundayFrom(year, MARCH, 8) : sundayFrom(year, APRIL, 1);
  const ends = isNew ? sundayFrom(year, NOVEMBER, 1) : lastSunday(year, OCTOBER);
  return ts >= starts + 7 * HOUR_MS && ts < ends + 6 * HOUR_MS;
}

/** What the wall clock of the zone is ahead of UTC at `ts`, milliseconds. Rules instead of a time zone database. */
export function zoneOffsetMs(zone: Zone, ts: EpochMs): number {
  if (zone === 'Asia/Tokyo') return 9 * HOUR_MS;
  const year = new Date(ts).getUTCFullYear();
  if (zone === 'Europe/London') return isLondonSummer(ts, year) ? HOUR_MS : 0;
  return (isNewYorkSummer(ts, year) ? -4 : -5) * HOUR_MS;
}
