export type TimeZoneChoice = 'local' | 'utc';

const two = (value: number) => value.toString().padStart(2, '0');

/** 24-hour time of day in the chosen zone. */
export function formatTime(ts: number, zone: TimeZoneChoice): string {
  const date = new Date(ts);
  return zone === 'utc'
    ? `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`
    : `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

/** Date and time to the millisecond, with the zone named: for hover and for stories. */
export function formatFullTime(ts: number, zone: TimeZoneChoice): string {
  const date = new Date(ts);
  const millis = Math.floor(ts % 1_000)
    .toString()
    .padStart(3, '0');
  const day =
    zone === 'utc'
      ? `${date.getUTCFullYear()}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`
      : `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${formatTime(ts, zone)}.${millis} ${zone === 'utc' ? 'UTC' : 'local'}`;
}
