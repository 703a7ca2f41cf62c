import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR_MS } from '../../kernel/clock.ts';
import { createRng } from '../../kernel/rng.ts';
import type { Gate } from './gate.ts';
import { gateOf, passesOf, SYMBOL, T0 } from './gate.fixture.ts';
import type { GateResult } from './gate-result.ts';
import type { GateState } from './gate-state.ts';

const symbol = SYMBOL;
const figure = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const condition = fc.oneof(
  fc.record({
    kind: fc.constant('price_cross'),
    symbol: fc.constant(symbol),
    level: figure(90, 110),
    side: fc.constantFrom('above', 'below'),
  }),
  fc.record({
    kind: fc.constant('percent_move'),
    symbol: fc.constant(symbol),
    percent: figure(0.001, 3),
  }),
  fc.record({
    kind: fc.constant('z_score'),
    symbol: fc.constant(symbol),
    of: fc.constantFrom('price', 'volume'),
    threshold: figure(1, 5),
  }),
  fc.record({
    kind: fc.constant('funding_over'),
    symbol: fc.constant(symbol),
    rate_bps: figure(-8, 8),
  }),
  fc.record({
    kind: fc.constant('open_interest_change'),
    symbol: fc.constant(symbol),
    percent: figure(0.01, 5),
  }),
  fc.record({
    kind: fc.constant('candle_close'),
    symbol: fc.constant(symbol),
    timeframe_ms: fc.constantFrom(60_000, 300_000),
  }),
  fc.record({ kind: fc.constant('time'), symbol: fc.constant(symbol), in_s: figure(0.1, 500) }),
  fc.anything(),
);
const conditions = fc.array(fc.array(condition, { maxLength: 8 }), { minLength: 1, maxLength: 6 });

const BUSY = {
  timer: { min_s: 1, max_s: 600 },
  candle: { timeframes_ms: [60_000], min_interval_s: 1 },
  shock: { bucket_s: 5, window: 20, warm_up: 8, price_z: 2, volume_z: 2, cool_down_s: 10 },
  wake: { max_conditions: 20 },
  silence_s: 60,
  review_s: 30,
};

/** One step of a market and of an agent that wants to be woken as often as it can. */
function createWalk(seed: number, sets: readonly (readonly unknown[])[]) {
  const rng = createRng(seed);
  let ts = T0;
  let price = 100;
  let step = 0;
  return (gate: Gate): GateResult => {
    step += 1;
    ts += Math.floor(rng.exponential() * 1_500);
    price *= Math.exp(rng.gaussian() * 0.002);
    if (rng.next() < 0.3) gate.arm(sets[step % sets.length] ?? [], { ttlS: rng.next() * 900 });
    if (rng.next() < 0.05) gate.setNextCheck((rng.next() - 0.1) * 100);
    if (rng.next() < 0.02) gate.setHolding(rng.next() < 0.5);
    const draw = rng.next();
    if (draw < 0.02) ts += 120_000;
    if (draw < 0.5) return gate.onTrade(price, rng.exponential(), ts);
    if (draw < 0.8) return gate.onQuote(price, ts);
    if (draw < 0.85) return gate.onBar(60_000, rng.next(), ts);
    if (draw < 0.9) return gate.onFunding(rng.gaussian() * 5, ts);
    if (draw < 0.95) return gate.onOpenInterest(1_000 * rng.exponential() + 1, ts);
    return gate.onClock(ts);
  };
}

/** Over every hour that begins with a pass; a fuller one would have to. */
const mostInAnHour = (times: readonly number[]): number =>
  Math.max(
    0,
    ...times.map((from) => times.filter((ts) => ts >= from && ts < from + HOUR_MS).length),
  );

describe('the gate, whatever is armed and whatever the market does', () => {
  it('never lets more through in any hour than its budget, nor two closer than the pause', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        conditions,
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 30 }),
        (seed, sets, limit, pause) => {
          const budget = { min_pause_s: pause, max_per_hour: limit, reserved_per_hour: limit >> 1 };
          const gate = gateOf({ ...BUSY, budget });
          const walk = createWalk(seed, sets);
          const passes = passesOf(Array.from({ length: 3_000 }, () => walk(gate)));
          const times = passes.map(({ ts }) => ts);
          const ordinary = passes.filter(({ layer }) => layer !== 'watchdog' && layer !== 'review');
          const gaps = times.slice(1).map((ts, index) => ts - (times[index] ?? 0));
          expect(times.length).toBeGreaterThan(0);
          expect(Math.min(...gaps, Infinity)).toBeGreaterThanOrEqual(pause * 1_000);
          expect(mostInAnHour(times)).toBeLessThanOrEqual(limit);
          expect(mostInAnHour(ordinary.map(({ ts }) => ts))).toBeLessThanOrEqual(
            limit - (limit >> 1),
          );
        },
      ),
      { numRuns: 25 },
    );
  });

  it('goes on after a restart as if there had been none', () => {
    fc.assert(
      fc.property(fc.integer(), conditions, fc.nat({ max: 1_500 }), (seed, sets, cut) => {
        const one = gateOf(BUSY);
        const [walkOne, walkTwo] = [createWalk(seed, sets), createWalk(seed, sets)];
        let two = gateOf(BUSY);
        const results: [GateResult[], GateResult[]] = [[], []];
        for (let step = 0; step < 1_500; step += 1) {
          if (step === cut) {
            const state = JSON.parse(JSON.stringify(two.state())) as GateState;
            two = gateOf(BUSY, { tsStart: state.ts, state });
          }
          results[0].push(walkOne(one));
          results[1].push(walkTwo(two));
        }
        expect(results[1]).toEqual(results[0]);
        expect(two.state()).toEqual(one.state());
      }),
      { numRuns: 25 },
    );
  });

  it('uses every condition up at most once, and accounts for every reason', () => {
    fc.assert(
      fc.property(fc.integer(), conditions, (seed, sets) => {
        const gate = gateOf(BUSY);
        const walk = createWalk(seed, sets);
        const passes = passesOf(Array.from({ length: 2_000 }, () => walk(gate)));
        const ids = passes.flatMap(({ conditionIds }) => conditionIds);
        expect(new Set(ids).size).toBe(ids.length);
        const { reasons, wake } = gate.state();
        const funnel = gate.funnel();
        for (const [layer, counts] of Object.entries(funnel.byLayer)) {
          const waiting =
            layer === 'wake'
              ? wake.latched.length
              : reasons.pending.filter((reason) => reason.layer === layer).length;
          expect([layer, counts.reasons]).toEqual([
            layer,
            counts.passes + counts.merged + counts.lapsed + waiting,
          ]);
        }
        const { armed, woke, expired, replaced } = wake.audit.fates;
        expect(armed).toBe(woke + expired + replaced + wake.armed.length + wake.latched.length);
        expect(woke).toBe(ids.length);
        expect(funnel.passes).toBe(passes.length);
      }),
      { numRuns: 25 },
    );
  });

  it('is not moved by hostile numbers', () => {
    const hostile = fc.oneof(
      fc.double(),
      fc.constantFrom(NaN, Infinity, -Infinity, 0, -0, -1, 1e300),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(hostile, hostile, hostile)), (feeds) => {
        const gate = gateOf(BUSY);
        for (const [a, b, c] of feeds) {
          gate.onTrade(a, b, c);
          gate.onQuote(a, b);
          gate.onBar(a, b, c);
          gate.onFunding(a, b);
          gate.onOpenInterest(a, b);
          gate.onClock(a);
          gate.setNextCheck(a);
          gate.setPace(b);
        }
        const state = gate.state();
        expect(JSON.parse(JSON.stringify(state))).toEqual(state);
        const { ts } = state;
        expect(gate.onTrade(100, 1, ts + 1_000).passed).toBeTypeOf('boolean');
        expect(gate.state().ts).toBe(ts + 1_000);
      }),
      { numRuns: 200 },
    );
  });
});
