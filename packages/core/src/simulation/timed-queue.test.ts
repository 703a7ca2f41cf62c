import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TimedQueue } from './timed-queue.ts';

describe('a timed queue', () => {
  it('gives items by time and, at equal times, in the order they came', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 20 }), { maxLength: 200 }), (times) => {
        const queue = new TimedQueue<number>();
        for (const [index, ts] of times.entries()) queue.push(ts, index);
        const expected = times
          .map((ts, item) => ({ ts, item }))
          .sort((left, right) => left.ts - right.ts || left.item - right.item);
        expect(queue.toArray()).toEqual(expected);
        const seen = times.map(() => queue.shiftDue(20));
        expect(seen).toEqual(expected);
        expect(queue.size).toBe(0);
      }),
    );
  });

  it('holds back what is not due', () => {
    const queue = new TimedQueue<string>();
    queue.push(5, 'later');
    expect(queue.shiftDue(4)).toBeUndefined();
    expect(queue.peekTs()).toBe(5);
    expect(queue.shiftDue(5)?.item).toBe('later');
  });

  it('stays right over many pushes and shifts', () => {
    const queue = new TimedQueue<number>();
    for (let ts = 0; ts < 5_000; ts += 1) {
      queue.push(ts, ts);
      if (ts % 2 === 1) queue.shiftDue(ts);
    }
    expect(queue.size).toBe(2_500);
    expect(queue.peek()).toBe(2_500);
  });
});
