export type TimeZoneChoice = 'local' | 'utc';

const two = (value: number) => value.toString().padStart(2, '0');

/** 24-hour time of day in the chosen zone. */
export function formatTime(ts: number, zone: TimeZoneChoice): string {
  const date = new Date(ts);
  return zone === 'utc'
    ? `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`
    : `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

/** Month and day in the chosen zone, as `03-04`. */
export function formatDay(ts: number, zone: TimeZoneChoice): string {
  const date = new Date(ts);
  return zone === 'utc'
    ? `${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`
    : `${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Date and time to the millisecond, with the zone named: for hover and for stories. */
export function formatFullTime(ts: number, zone: TimeZoneChoice): string {
  const date = new Date(ts);
  const millis = Math.floor(ts % 1_000)
    .toString()
    .padStart(3, '0');
  const year = zone === 'utc' ? date.getUTCFullYear() : date.getFullYear();
  return `${year}-${formatDay(ts, zone)} ${formatTime(ts, zone)}.${millis} ${zone === 'utc' ? 'UTC' : 'local'}`;
}
