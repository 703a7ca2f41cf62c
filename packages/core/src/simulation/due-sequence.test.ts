import { describe, expect, it } from 'vitest';
import { createDueSequence, type DueSequence } from './due-sequence.ts';
import { describeReport, order, quoteOf, venueOf } from './testing/venue-fixture.ts';

function drain(sequence: DueSequence, upTo: number): string[] {
  const seen: string[] = [];
  for (let step = sequence.next(upTo); step !== undefined; step = sequence.next(upTo)) {
    seen.push(
      `${step.ts} ${step.type === 'ClockAdvanced' ? 'clock' : describeReport(step.report)}`,
    );
  }
  return seen;
}

describe('what comes next', () => {
  it('ticks at whole seconds after the start', () => {
    const sequence = createDueSequence({ venue: venueOf(), tsStart: 1_000 });
    expect(sequence.nextTs()).toBe(2_000);
    expect(drain(sequence, 3_500)).toEqual(['2000 clock', '3000 clock']);
    expect(drain(sequence, 3_999)).toEqual([]);
  });

  it('crosses a silence in minutes, then tens of seconds, then seconds', () => {
    const sequence = createDueSequence({ venue: venueOf(), tsStart: 1_000 });
    expect(drain(sequence, 153_000)).toEqual(
      [2, 60, 120, 150, 151, 152, 153].map((second) => `${second * 1_000} clock`),
    );
    expect(drain(sequence, 163_000)).toHaveLength(10);
  });

  it('never steps past the end of a silence nor back, wherever it begins and ends', () => {
    for (let length = 1_000; length < 200_000; length += 1_700) {
      const sequence = createDueSequence({ venue: venueOf(), tsStart: 7_300 });
      const times = drain(sequence, 7_300 + length).map((line) => Number(line.split(' ')[0]));
      expect(times).toEqual([...new Set(times)].toSorted((one, other) => one - other));
      expect(times.at(-1) ?? 7_300).toBeGreaterThan(7_300 + length - 1_000);
      expect(times.at(-1) ?? 0).toBeLessThanOrEqual(7_300 + length);
    }
  });

  it('gives each report at its due time, before a clock of the same time', () => {
    const venue = venueOf({ latencyMs: 100 });
    venue.onQuote(quoteOf(0, '100 x 5', '101 x 5'));
    venue.submit(order('a', 'buy 1'), 700);
    venue.submit(order('b', 'buy 1'), 800);
    const sequence = createDueSequence({ venue, tsStart: 500 });
    expect(drain(sequence, 1_000)).toEqual([
      '900 accepted a',
      '900 filled a 1 @ 101 taker',
      '1000 accepted b',
      '1000 filled b 1 @ 101 taker',
      '1000 clock',
    ]);
  });

  it('sees what the effects of a step have made due', () => {
    const venue = venueOf({ latencyMs: 0 });
    venue.onQuote(quoteOf(0, '100 x 5', '101 x 5'));
    const sequence = createDueSequence({ venue, tsStart: 0 });
    expect(sequence.next(1_000)).toEqual({ type: 'ClockAdvanced', ts: 1_000 });
    venue.submit(order('a', 'buy 1'), 1_000);
    expect(drain(sequence, 1_000)).toEqual(['1000 accepted a', '1000 filled a 1 @ 101 taker']);
  });

  it('dates what was due before the session at its start', () => {
    const venue = venueOf();
    venue.onQuote(quoteOf(0, '100 x 5', '101 x 5'));
    venue.submit(order('a', 'buy 1'), 0);
    const sequence = createDueSequence({ venue, tsStart: 5_500 });
    expect(drain(sequence, 5_600)).toEqual(['5500 accepted a', '5500 filled a 1 @ 101 taker']);
  });
});
