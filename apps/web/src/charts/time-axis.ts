import { formatDay, formatTime, type TimeZoneChoice } from '../format/clock-time.ts';

export interface TimeAxis {
  /** Round times within the range. */
  readonly ticks: readonly number[];
  readonly labelOf: (ts: number) => string;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MOST_TICKS = 6;
const STEPS = [
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * SECOND),
  ...[1, 2, 3, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 4, 6, 12].map((hours) => hours * HOUR),
  ...[1, 2, 7, 14, 30, 90].map((days) => days * DAY),
];

/** What the zone adds to UTC, so that a round time is round on the reader's clock. */
const shiftOf = (ts: number, zone: TimeZoneChoice) =>
  zone === 'utc' ? 0 : -new Date(ts).getTimezoneOffset() * MINUTE;

function labelFor(stepMs: number, spanMs: number, zone: TimeZoneChoice) {
  return (ts: number): string => {
    if (stepMs >= DAY) return formatDay(ts, zone);
    const time = formatTime(ts, zone);
    if (stepMs < MINUTE) return time;
    return spanMs >= DAY ? `${formatDay(ts, zone)} ${time.slice(0, 5)}` : time.slice(0, 5);
  };
}

/** The scale below a chart; each label says as much as it takes to tell it from the others. */
export function timeAxis(from: number, to: number, zone: TimeZoneChoice): TimeAxis {
  const spanMs = to - from;
  const stepMs = STEPS.find((each) => spanMs / each <= MOST_TICKS) ?? 365 * DAY;
  const shift = shiftOf(from, zone);
  const ticks: number[] = [];
  for (let at = Math.ceil((from + shift) / stepMs) * stepMs - shift; at <= to; at += stepMs) {
    ticks.push(at);
  }
  return { ticks, labelOf: labelFor(stepMs, spanMs, zone) };
}
