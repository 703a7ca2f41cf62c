import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Candle } from '../model/candle.ts';
import { instrumentOf, tradeAt } from './instrument.fixture.ts';
import { createMarket } from './market.ts';

const gold = instrumentOf('XAU/USD');
const START = Date.parse('2014-05-07T12:00:00Z');
const TIMEFRAMES = [1_000, 5_000, 60_000];

interface Step {
  readonly gapMs: number;
  readonly cents: number;
  readonly size: number;
}

const steps = fc.array(
  fc.record({
    gapMs: fc.integer({ min: 0, max: 90_000 }),
    cents: fc.integer({ min: 1, max: 100_000 }),
    size: fc.integer({ min: 1, max: 1_000_000 }),
  }),
  { minLength: 1, maxLength: 60 },
);

const secondsBetween = (from: number, to: number): number[] => {
  const first = Math.floor(from / 1_000) + 1;
  return Array.from(
    { length: Math.max(0, Math.floor(to / 1_000) - first + 1) },
    (_, i) => first + i,
  );
};

function play(tape: readonly Step[], hasClock: boolean): Candle[] {
  const market = createMarket({ instruments: [gold], timeframesMs: TIMEFRAMES, staleAfterMs: 1 });
  const bars: Candle[] = [];
  let ts = START;
  const tick = (to: number): void => {
    for (const second of hasClock ? secondsBetween(ts, to) : []) {
      bars.push(...market.advance(second * 1_000));
    }
    ts = to;
  };
  for (const { gapMs, cents, size } of tape) {
    tick(ts + gapMs);
    const trade = tradeAt(
      gold,
      { price: (cents / 100).toFixed(2), qty: (size / 1e4).toFixed(4) },
      ts,
    );
    bars.push(...market.applyTrade(trade, ts));
  }
  tick(ts + 60_000);
  bars.push(...market.advance(ts));
  return bars;
}

const ofTimeframe = (bars: readonly Candle[], timeframeMs: number): Candle[] =>
  bars.filter((bar) => bar.timeframeMs === timeframeMs);

it('the same ticks give the same bars whether or not the clock ticks between them', () => {
  fc.assert(
    fc.property(steps, (tape) => {
      const [ticking, jumping] = [play(tape, true), play(tape, false)];
      for (const timeframeMs of TIMEFRAMES) {
        expect(ofTimeframe(ticking, timeframeMs)).toEqual(ofTimeframe(jumping, timeframeMs));
      }
    }),
    { numRuns: 60 },
  );
});

it('bars follow each other without a hole, hold every trade once and never cross their own extremes', () => {
  fc.assert(
    fc.property(steps, (tape) => {
      const bars = play(tape, false);
      const traded = tape.reduce((sum, step) => sum + BigInt(step.size) * 10_000n, 0n);
      for (const timeframeMs of TIMEFRAMES) {
        const series = ofTimeframe(bars, timeframeMs);
        const stamps = series.map((bar) => bar.tsOpen);
        const first = stamps[0] ?? 0;
        expect(stamps).toEqual(stamps.map((_, index) => first + index * timeframeMs));
        expect(series.reduce((sum, bar) => sum + bar.volume, 0n)).toBe(traded);
        expect(series.reduce((sum, bar) => sum + bar.ticks, 0)).toBe(tape.length);
        for (const bar of series) {
          expect(bar.low <= bar.open && bar.low <= bar.close).toBe(true);
          expect(bar.high >= bar.open && bar.high >= bar.close).toBe(true);
        }
      }
    }),
    { numRuns: 100 },
  );
});
