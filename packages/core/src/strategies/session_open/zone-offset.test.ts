import { describe, expect, it } from 'vitest';
import { zoneOffsetMs, type Zone } from './zone-offset.ts';

const HOUR = 3_600_000;
const ahead = (zone: Zone, iso: string): number => zoneOffsetMs(zone, Date.parse(iso)) / HOUR;

describe('clock changes that are on record', () => {
  it.each([
    ['Europe/London', '2024-03-31T01:00:00Z', 0, 1],
    ['Europe/London', '2024-10-27T01:00:00Z', 1, 0],
    ['Europe/London', '2026-03-29T01:00:00Z', 0, 1],
    ['Europe/London', '2026-10-25T01:00:00Z', 1, 0],
    ['Europe/London', '2007-03-25T01:00:00Z', 0, 1],
    ['Europe/London', '2014-10-26T01:00:00Z', 1, 0],
    ['America/New_York', '2024-03-10T07:00:00Z', -5, -4],
    ['America/New_York', '2024-11-03T06:00:00Z', -4, -5],
    ['America/New_York', '2026-03-08T07:00:00Z', -5, -4],
    ['America/New_York', '2026-11-01T06:00:00Z', -4, -5],
    ['America/New_York', '2007-03-11T07:00:00Z', -5, -4],
    ['America/New_York', '2007-11-04T06:00:00Z', -4, -5],
    ['America/New_York', '2006-04-02T07:00:00Z', -5, -4],
    ['America/New_York', '2006-10-29T06:00:00Z', -4, -5],
    ['America/New_York', '2015-03-08T07:00:00Z', -5, -4],
  ] as const)('%s at %s goes from %i to %i', (zone, iso, before, after) => {
    const ts = Date.parse(iso);
    expect(zoneOffsetMs(zone, ts - 1) / HOUR).toBe(before);
    expect(zoneOffsetMs(zone, ts) / HOUR).toBe(after);
  });
});

it('Tokyo keeps one time all year', () => {
  expect(ahead('Asia/Tokyo', '2026-01-15T00:00:00Z')).toBe(9);
  expect(ahead('Asia/Tokyo', '2026-07-15T00:00:00Z')).toBe(9);
});

/** The clock of the place as the runtime's own time zone database tells it. */
function recordedClock(zone: Zone): (ts: number) => number {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    dateStyle: 'short',
    timeStyle: 'short',
  });
  return (ts) => {
    const [day = 0, month = 1, year = 0, hour = 0, minute = 0] = (
      format.format(ts).match(/\d+/g) ?? []
    ).map(Number);
    return Date.UTC(year, month - 1, day, hour, minute) - ts;
  };
}

describe('the rules agree with the time zone database', () => {
  it.each(['Asia/Tokyo', 'Europe/London', 'America/New_York'] as const)(
    '%s, every noon from 2000 to 2036',
    (zone) => {
      const recordedOffset = recordedClock(zone);
      const differing: string[] = [];
      for (let ts = Date.UTC(2000, 0, 1, 12); ts < Date.UTC(2037, 0, 1); ts += 24 * HOUR) {
        if (recordedOffset(ts) !== zoneOffsetMs(zone, ts)) {
          differing.push(new Date(ts).toISOString());
        }
      }
      expect(differing).toEqual([]);
    },
  );
});
