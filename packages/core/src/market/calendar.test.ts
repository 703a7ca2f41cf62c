import { describe, expect, it } from 'vitest';
import { isOpenAt, nextOpenTs } from './calendar.ts';

describe('fx-week', () => {
  it.each([
    ['2014-05-04T20:59:59.999Z', false],
    ['2014-05-04T21:00:00.000Z', true],
    ['2014-05-07T12:00:00.000Z', true],
    ['2014-05-09T20:59:59.999Z', true],
    ['2014-05-09T21:00:00.000Z', false],
    ['2014-05-10T12:00:00.000Z', false],
    ['1969-12-28T20:59:59.999Z', false],
    ['1969-12-28T21:00:00.000Z', true],
  ])('%s is open: %s', (time, isOpen) => {
    expect(isOpenAt('fx-week', Date.parse(time))).toBe(isOpen);
  });

  it('opens next on Sunday 21:00 after a Friday close', () => {
    const next = nextOpenTs('fx-week', Date.parse('2014-05-09T21:00:00Z'));
    expect(new Date(next).toISOString()).toBe('2014-05-11T21:00:00.000Z');
  });

  it('names the moment itself while open', () => {
    const now = Date.parse('2014-05-07T12:34:56Z');
    expect(nextOpenTs('fx-week', now)).toBe(now);
  });
});

it('a market that never closes is open on a Saturday', () => {
  const saturday = Date.parse('2014-05-10T12:00:00Z');
  expect(isOpenAt('always', saturday)).toBe(true);
  expect(nextOpenTs('always', saturday)).toBe(saturday);
});
