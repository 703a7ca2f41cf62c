import { MINUTE_MS } from '../../kernel/clock.ts';
import { createOpeningRange, type OpeningRange } from './opening-range.ts';
import type { Params } from './params.ts';
import { createSessionClock } from './session-clock.ts';

export type SessionName = 'Tokyo' | 'London' | 'New York';

/** One session of one symbol: its clock and what its opening range has become. */
export interface Session {
  readonly name: SessionName;
  readonly range: OpeningRange;
}

/** The sessions that are switched on, each in its own time zone. */
export function createSessions(params: Params): readonly Session[] {
  const rangeMs = params.range_minutes * MINUTE_MS;
  const session = (
    name: SessionName,
    clock: Parameters<typeof createSessionClock>[0],
  ): Session => ({
    name,
    range: createOpeningRange(createSessionClock(clock), rangeMs),
  });
  const all: Session[] = [];
  if (params.tokyo === 'on') {
    all.push(session('Tokyo', { zone: 'Asia/Tokyo', openMinute: params.tokyo_open_minute }));
  }
  if (params.london === 'on') {
    all.push(session('London', { zone: 'Europe/London', openMinute: params.london_open_minute }));
  }
  if (params.new_york === 'on') {
    const openMinute = params.new_york_open_minute;
    all.push(session('New York', { zone: 'America/New_York', openMinute }));
  }
  return all;
}
