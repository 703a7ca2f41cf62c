import { describe, expect, it } from 'vitest';
import { roundSteps, timeTicks } from './chart-axis.ts';

describe('an axis', () => {
  it('has round steps inside its bounds', () => {
    expect(roundSteps(94_000, 100_400)).toEqual([94_000, 96_000, 98_000, 100_000]);
    expect(roundSteps(-5.5, 0, 3)).toEqual([-4, -2, 0].map((value) => value + 0));
    expect(roundSteps(7, 7)).toEqual([7]);
  });

  it.each([
    [
      '2024-07-26T14:15Z',
      '2024-07-27T00:00Z',
      ['07-26 16:00', '07-26 18:00', '07-26 20:00', '07-26 22:00', '07-27 00:00'],
    ],
    [
      '2024-07-26T14:15Z',
      '2024-08-25T14:24Z',
      ['2024-07-31', '2024-08-05', '2024-08-10', '2024-08-15', '2024-08-20', '2024-08-25'],
    ],
    [
      '2007-01-01T00:00Z',
      '2018-12-31T00:00Z',
      ['2008-01', '2010-01', '2012-01', '2014-01', '2016-01', '2018-01'],
    ],
    ['2024-11-20T00:00Z', '2025-03-02T00:00Z', ['2024-12', '2025-01', '2025-02', '2025-03']],
  ])('of time from %s to %s has round UTC times', (from, to, labels) => {
    const ticks = timeTicks(Date.parse(from), Date.parse(to));
    expect(ticks.map(({ label }) => label)).toEqual(labels);
    for (const { at } of ticks) expect(at >= 0 && at <= 1).toBe(true);
  });

  it('has one time where there is no span', () => {
    expect(timeTicks(0, 0)).toEqual([{ at: 0, label: '01-01 00:00' }]);
  });
});
