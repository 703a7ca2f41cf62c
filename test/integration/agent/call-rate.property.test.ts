import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { usable } from './failure-rows.ts';
import { replyWith } from '../../support/agent-world.ts';
import { quickGate, quickSetup, WaveWorld } from './wave-world.ts';

const SEED = 20_261_121;
const symbol = 'BTC/USDT';

const condition = fc.oneof(
  fc.record({
    kind: fc.constant('price_cross'),
    symbol: fc.constant(symbol),
    level: fc.double({ min: 99, max: 101, noNaN: true }),
    side: fc.constantFrom('above', 'below'),
  }),
  fc.record({
    kind: fc.constant('percent_move'),
    symbol: fc.constant(symbol),
    percent: fc.double({ min: 0.05, max: 2, noNaN: true }),
  }),
  fc.record({
    kind: fc.constant('z_score'),
    symbol: fc.constant(symbol),
    of: fc.constantFrom('price', 'volume'),
    threshold: fc.double({ min: 1, max: 4, noNaN: true }),
  }),
  fc.record({
    kind: fc.constant('candle_close'),
    symbol: fc.constant(symbol),
    timeframe_ms: fc.constant(1_000),
  }),
  fc.record({
    kind: fc.constant('time'),
    symbol: fc.constant(symbol),
    in_s: fc.integer({ min: 1, max: 60 }),
  }),
);

const wish = fc.record({
  wake: fc.array(condition, { maxLength: 5 }),
  next_check_s: fc.double({ min: 0.001, max: 30, noNaN: true }),
  action: fc.constantFrom('HOLD', 'BUY', 'SELL'),
  isStale: fc.boolean(),
});

describe('the rate at which the model is asked', () => {
  it('stays within the hour and the pause, whatever answers wish for; a fresh question after a stale answer counts too', () => {
    const budget = { min_pause_s: 10, max_per_hour: 30, reserved_per_hour: 5 };
    let again = 0;
    fc.assert(
      fc.property(fc.array(wish, { minLength: 4, maxLength: 12 }), (wishes) => {
        const gate = quickGate({
          timer: { min_s: 1, max_s: 20 },
          budget,
          wake: { min_ttl_s: 1, timeframes_ms: [1_000] },
        });
        const world = new WaveWorld({ setup: quickSetup({ gate }) });
        const tsAsked: { readonly ts: number; readonly isAgain: boolean }[] = [];
        world.answer = (ask, tsWall) => {
          tsAsked.push({ ts: world.harness.ts, isAgain: ask.questionId.endsWith('-again') });
          const { isStale, action, wake, next_check_s } =
            wishes[tsAsked.length % wishes.length] ?? wishes[0] ?? fail();
          const good = action === 'HOLD' ? { ...usable('BUY'), size_fraction: 0 } : usable(action);
          // Read against the snapshot's own horizon: a late answer is stale.
          world.latencyMs = isStale ? 131_000 : 300;
          const said = { ...good, action, horizon: '1h', wake, next_check_s };
          return replyWith(JSON.stringify(said), ask, tsWall);
        };
        world.wave(900);
        const gaps = tsAsked
          .slice(1)
          .map(({ ts, isAgain }, at) => (isAgain ? Infinity : ts - (tsAsked[at]?.ts ?? 0)));
        again += tsAsked.filter(({ isAgain }) => isAgain).length;
        expect(tsAsked.length).toBeGreaterThan(0);
        expect(Math.min(...gaps, Infinity)).toBeGreaterThanOrEqual(budget.min_pause_s * 1_000);
        for (const { ts } of tsAsked) {
          const inHour = tsAsked.filter((each) => each.ts > ts - 3_600_000 && each.ts <= ts);
          expect(inHour.length).toBeLessThanOrEqual(budget.max_per_hour);
        }
      }),
      { seed: SEED, numRuns: 8 },
    );
    expect(again).toBeGreaterThan(0);
  }, 120_000);
});

const fail = (): never => {
  throw new Error('no wishes');
};
