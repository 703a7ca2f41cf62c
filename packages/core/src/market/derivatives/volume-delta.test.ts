import fc from 'fast-check';
import { expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '../../kernel/clock.ts';
import { createVolumeDelta } from './volume-delta.ts';

const T0 = Date.UTC(2024, 0, 1);
const options = { bucketMs: MINUTE_MS, buckets: 60 };

it('adds what takers buy and subtracts what they sell', () => {
  const delta = createVolumeDelta(options);
  delta.add('buy', 3, T0);
  delta.add('sell', 1, T0 + 1);
  delta.add('sell', 5, T0 + MINUTE_MS);
  expect(delta.cumulative).toBe(-3);
  expect(delta.tsLast).toBe(T0 + MINUTE_MS);
  expect(delta.over(2 * MINUTE_MS, T0 + MINUTE_MS)).toMatchObject({
    delta: -3,
    bought: 3,
    sold: 6,
  });
  expect(delta.over(MINUTE_MS, T0 + MINUTE_MS)).toMatchObject({ delta: -5, bought: 0, sold: 5 });
});

it('says when it has not watched for the whole window, or no longer keeps it', () => {
  const delta = createVolumeDelta(options);
  expect(delta.over(MINUTE_MS, T0).isWhole).toBe(false);
  delta.add('buy', 1, T0);
  expect(delta.over(30 * MINUTE_MS, T0 + 29 * MINUTE_MS).isWhole).toBe(false);
  expect(delta.over(30 * MINUTE_MS, T0 + 30 * MINUTE_MS).isWhole).toBe(true);
  delta.add('buy', 1, T0 + 3 * HOUR_MS);
  expect(delta.over(HOUR_MS, T0 + 3 * HOUR_MS).isWhole).toBe(true);
  expect(delta.over(2 * HOUR_MS, T0 + 3 * HOUR_MS).isWhole).toBe(false);
});

it('keeps so many buckets and no more, through a million trades and a month of silence', () => {
  const delta = createVolumeDelta(options);
  for (let index = 0; index < 1_000_000; index += 1) delta.add('buy', 1, T0 + index * 20);
  expect(delta.state().buckets.length).toBe(60);
  delta.add('sell', 1, T0 + 720 * HOUR_MS);
  expect(delta.state().buckets.length).toBeLessThanOrEqual(60);
  expect(delta.over(HOUR_MS, T0 + 720 * HOUR_MS)).toMatchObject({ bought: 0, sold: 1 });
});

it('counts a trade too late for any bucket in the total and nowhere else', () => {
  const delta = createVolumeDelta(options);
  delta.add('buy', 1, T0 + 2 * HOUR_MS);
  delta.add('buy', 7, T0);
  expect(delta.cumulative).toBe(8);
  expect(delta.over(HOUR_MS, T0 + 2 * HOUR_MS).bought).toBe(1);
});

it('begins anew where the width of a bucket has changed since its state was kept', () => {
  const before = createVolumeDelta(options);
  before.add('buy', 4, T0);
  const after = createVolumeDelta({ bucketMs: 1_000, buckets: 60 }, before.state());
  expect(after.cumulative).toBe(4);
  expect(after.over(MINUTE_MS, T0 + MINUTE_MS)).toMatchObject({ bought: 0, isWhole: false });
});

it('a window holds the sum of the trades in its buckets', () => {
  const trade = fc.record({
    afterMs: fc.nat(200_000),
    size: fc.integer({ min: 1, max: 1_000 }),
    side: fc.constantFrom('buy' as const, 'sell' as const),
  });
  fc.assert(
    fc.property(fc.array(trade), fc.integer({ min: 1, max: 60 }), (trades, minutes) => {
      const delta = createVolumeDelta(options);
      let ts = T0;
      const stamped = trades.map(({ afterMs, size, side }) => {
        ts += afterMs;
        delta.add(side, size, ts);
        return { ts, signed: side === 'buy' ? size : -size };
      });
      const first = (Math.floor(ts / MINUTE_MS) - minutes + 1) * MINUTE_MS;
      const wanted = stamped.filter((each) => each.ts >= first);
      const sum = wanted.reduce((total, { signed }) => total + signed, 0);
      expect(delta.over(minutes * MINUTE_MS, ts).delta).toBe(sum);
    }),
  );
});
