import { describe, expect, it } from 'vitest';
import { createSessionClock, type SessionHours } from './session-clock.ts';

const london: SessionHours = { zone: 'Europe/London', openMinute: 480 };
const newYork: SessionHours = { zone: 'America/New_York', openMinute: 480 };
const tokyo: SessionHours = { zone: 'Asia/Tokyo', openMinute: 540 };

const openBefore = (hours: SessionHours, iso: string): string =>
  new Date(createSessionClock(hours).openBefore(Date.parse(iso))).toISOString().slice(0, 16);

describe('the newest open', () => {
  it.each([
    ['London in winter', london, '2026-01-06T12:00Z', '2026-01-06T08:00'],
    ['London in summer', london, '2026-07-07T12:00Z', '2026-07-07T07:00'],
    ['London at the moment it opens', london, '2026-07-07T07:00Z', '2026-07-07T07:00'],
    ['London a minute before', london, '2026-07-07T06:59Z', '2026-07-06T07:00'],
    ['London on a Saturday', london, '2026-01-10T12:00Z', '2026-01-09T08:00'],
    ['London early on a Monday', london, '2026-01-12T07:59Z', '2026-01-09T08:00'],
    [
      'London on the Monday after the clock change',
      london,
      '2026-03-30T09:00Z',
      '2026-03-30T07:00',
    ],
    ['London on the weekend of the change', london, '2026-03-29T09:00Z', '2026-03-27T08:00'],
    ['New York while only it keeps summer time', newYork, '2026-03-16T15:00Z', '2026-03-16T12:00'],
    ['New York in winter', newYork, '2026-01-06T15:00Z', '2026-01-06T13:00'],
    [
      'Tokyo opens the week on a Sunday evening UTC',
      tokyo,
      '2026-01-12T00:00Z',
      '2026-01-12T00:00',
    ],
    ['Tokyo on its own Saturday, a Friday UTC', tokyo, '2026-01-09T23:00Z', '2026-01-09T00:00'],
  ] as const)('%s', (_case, hours, iso, expected) => {
    expect(openBefore(hours, iso)).toBe(expected);
  });

  it('of an hour that local midnight parts from UTC’s belongs to the local day', () => {
    // 20:00 in New York on Monday is 01:00 UTC on Tuesday.
    expect(openBefore({ zone: 'America/New_York', openMinute: 1_200 }, '2026-01-13T02:00Z')).toBe(
      '2026-01-13T01:00',
    );
  });

  it.each([
    ['the first minute of a Monday after the change', 0, '2026-03-09T04:00'],
    ['the last minute of a Friday before it', 1_439, '2026-03-07T04:59'],
  ])('in New York is right in %s', (_case, openMinute, expected) => {
    const clock = createSessionClock({ zone: 'America/New_York', openMinute });
    expect(clock.openBefore(Date.parse(`${expected}Z`))).toBe(Date.parse(`${expected}Z`));
  });

  it('is the same asked in a row as asked alone, over two clock changes', () => {
    const inRow = createSessionClock(newYork);
    for (let ts = Date.UTC(2026, 1, 20); ts < Date.UTC(2026, 3, 10); ts += 1_800_000) {
      expect(inRow.openBefore(ts)).toBe(createSessionClock(newYork).openBefore(ts));
    }
  });
});
