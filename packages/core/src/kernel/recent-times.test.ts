import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RecentTimes } from './recent-times.ts';

it('counts what is younger than the window, and nothing that is as old as it', () => {
  const times = new RecentTimes();
  for (const ts of [0, 1, 500, 1_000]) times.note(ts);
  expect(times.count(1_000, 1_000)).toBe(3);
  expect(times.count(1_500, 1_000)).toBe(1);
  expect(times.count(9_000, 1_000)).toBe(0);
});

it('comes to what a filter over all of them comes to, however long it goes on', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(3), { maxLength: 5_000 }),
      fc.integer({ min: 1, max: 2_000 }),
      (gaps, windowMs) => {
        const [kept, all] = [new RecentTimes(), [] as number[]];
        let now = 0;
        for (const gap of gaps) {
          now += gap;
          kept.note(now);
          all.push(now);
          if (gap === 0) continue;
          expect(kept.count(now, windowMs)).toBe(all.filter((ts) => now - ts < windowMs).length);
        }
      },
    ),
    { numRuns: 20 },
  );
});
