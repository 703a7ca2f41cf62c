import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timeAxis } from './time-axis.ts';

const NOON = Date.UTC(2026, 2, 4, 12);
const labels = (from: number, to: number) => {
  const { ticks, labelOf } = timeAxis(from, to, 'utc');
  return ticks.map(labelOf);
};

describe('the time axis', () => {
  it('reads round times, not where the range happened to begin', () => {
    expect(labels(NOON + 83_000, NOON + 983_000)).toEqual([
      '12:03',
      '12:06',
      '12:09',
      '12:12',
      '12:15',
    ]);
  });

  it('shows seconds where minutes would repeat', () => {
    expect(labels(NOON, NOON + 25_000)).toEqual([
      '12:00:00',
      '12:00:05',
      '12:00:10',
      '12:00:15',
      '12:00:20',
      '12:00:25',
    ]);
  });

  it('names the day once a range holds the same time twice', () => {
    expect(labels(NOON, NOON + 30 * 3_600_000)).toEqual([
      '03-04 12:00',
      '03-04 18:00',
      '03-05 00:00',
      '03-05 06:00',
      '03-05 12:00',
      '03-05 18:00',
    ]);
    expect(labels(NOON, NOON + 4 * 86_400_000)).toEqual(['03-05', '03-06', '03-07', '03-08']);
  });

  it('has one tick at most for a single moment', () => {
    expect(labels(NOON, NOON)).toEqual(['12:00:00']);
  });

  it('labels every tick differently, within the range, whatever it is', () => {
    const span = fc.integer({ min: 0, max: 300 * 86_400_000 });
    const start = fc.integer({ min: 0, max: 86_400_000 });
    fc.assert(
      fc.property(start, span, (offset, spanMs) => {
        const from = NOON + offset;
        const { ticks, labelOf } = timeAxis(from, from + spanMs, 'utc');
        expect(new Set(ticks.map(labelOf)).size).toBe(ticks.length);
        expect(ticks.length).toBeLessThanOrEqual(7);
        for (const ts of ticks) {
          expect(ts).toBeGreaterThanOrEqual(from);
          expect(ts).toBeLessThanOrEqual(from + spanMs);
        }
      }),
    );
  });
});
