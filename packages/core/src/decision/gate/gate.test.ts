import { describe, expect, it } from 'vitest';
import { at, calm, gateOf, passesOf, SYMBOL, T0 } from './gate.fixture.ts';
import { NOT_PASSED } from './gate-result.ts';

const MINUTE = 60_000;

describe('what ends without a pass', () => {
  it('returns one shared object', () => {
    const gate = gateOf();
    expect(gate.onTrade(100, 1, at(1))).toBe(NOT_PASSED);
    expect(gate.onQuote(100, at(2))).toBe(NOT_PASSED);
    expect(gate.onBar(MINUTE, 5, at(3))).toBe(NOT_PASSED);
    expect(gate.onClock(at(4))).toBe(NOT_PASSED);
  });

  it.each([
    ['a price that is not a number', [Number.NaN, 1, at(2)]],
    ['a price of zero', [0, 1, at(2)]],
    ['a price below zero', [-100, 1, at(2)]],
    ['a price without end', [Infinity, 1, at(2)]],
    ['a size that is not a number', [100, Number.NaN, at(2)]],
    ['a size of zero', [100, 0, at(2)]],
    ['a size below zero', [100, -1, at(2)]],
    ['a time that is not a number', [100, 1, Number.NaN]],
    ['a time before the newest feed', [100, 1, at(0)]],
    ['a time years ahead', [100, 1, at(1e9)]],
  ] as const)('ignores a trade with %s and stays as it was', (_, [price, size, ts]) => {
    const gate = gateOf();
    gate.onTrade(100, 1, at(1));
    const before = gate.state();
    expect(gate.onTrade(price, size, ts)).toBe(NOT_PASSED);
    expect(gate.state()).toEqual({ ...before, funnel: { ...before.funnel, ticks: 2, ignored: 1 } });
  });

  it('ignores hostile figures of every other feed', () => {
    const gate = gateOf();
    gate.onQuote(Number.NaN, at(1));
    gate.onQuote(100, at(-1));
    gate.onBar(MINUTE, -1, at(1));
    gate.onBar(Number.NaN, 1, at(1));
    gate.onClock(Number.NaN);
    gate.onFunding(Number.NaN, at(1));
    gate.onFunding(Infinity, at(1));
    gate.onOpenInterest(0, at(1));
    expect(gate.funnel()).toMatchObject({ ticks: 2, evaluations: 0, ignored: 8 });
  });
});

describe('the timer', () => {
  const timer = { min_s: 30, max_s: 600 };

  it('falls due after the longest interval at first, never at once', () => {
    const gate = gateOf({ timer });
    expect(passesOf([0, 1, 30, 599].map((s) => gate.onClock(at(s))))).toEqual([]);
    expect(gate.onClock(at(600))).toEqual({
      passed: true,
      layer: 'timer',
      symbol: SYMBOL,
      ts: at(600),
      value: 600,
      threshold: 600,
      conditionIds: [],
    });
  });

  it.each([
    ['what was asked', 90, 90],
    ['the shortest interval for less', 1, 30],
    ['the shortest interval for less than nothing', -5, 30],
    ['the longest interval for more', 1e9, 600],
    ['the longest interval for endless', Infinity, 600],
    ['the longest interval for no number', Number.NaN, 600],
  ])('grants %s', (_, asked, granted) => {
    const gate = gateOf({ timer });
    gate.onClock(at(10));
    expect(gate.setNextCheck(asked)).toBe(granted);
    expect(gate.onClock(at(10 + granted) - 1)).toBe(NOT_PASSED);
    expect(gate.onClock(at(10 + granted))).toMatchObject({ layer: 'timer' });
  });

  it('passes once and then waits for the longest interval again', () => {
    const gate = gateOf({ timer });
    gate.setNextCheck(60);
    const passes = passesOf(Array.from({ length: 1_300 }, (_, s) => gate.onClock(at(s))));
    expect(passes.map(({ ts }) => (ts - T0) / 1_000)).toEqual([60, 660, 1_260]);
  });
});

describe('the candle layer', () => {
  const candle = { timeframes_ms: [MINUTE, 5 * MINUTE], min_interval_s: 300 };

  it('passes on the close of a configured timeframe only', () => {
    const gate = gateOf({ candle });
    expect(gate.onBar(15 * MINUTE, 1, at(60))).toBe(NOT_PASSED);
    expect(gate.onBar(MINUTE, 1, at(60))).toMatchObject({
      layer: 'candle',
      value: 60,
      threshold: 300,
    });
  });

  it('does not pass more often than its interval', () => {
    const gate = gateOf({ candle });
    const bars = Array.from({ length: 21 }, (_, index) => gate.onBar(MINUTE, 1, at(60 * index)));
    expect(passesOf(bars).map(({ ts }) => (ts - T0) / 1_000)).toEqual([0, 300, 600, 900, 1_200]);
  });

  it('gives up a close that waited longer than the patience', () => {
    const gate = gateOf({ candle, patience_s: 20, budget: { min_pause_s: 100 }, review_s: 10 });
    gate.setHolding(true);
    expect(gate.onClock(at(10))).toMatchObject({ layer: 'review' });
    gate.setHolding(false);
    expect(gate.onBar(MINUTE, 1, at(60))).toBe(NOT_PASSED);
    expect(gate.onClock(at(110))).toBe(NOT_PASSED);
    expect(gate.funnel().byLayer.candle).toMatchObject({ reasons: 1, heldByPause: 1, lapsed: 1 });
  });
});

describe('the shock layers', () => {
  it('stay silent in a calm market', () => {
    expect(passesOf(calm(gateOf(), 200))).toEqual([]);
  });

  it('believe nothing before they have seen enough buckets', () => {
    const gate = gateOf();
    calm(gate, 9);
    expect(gate.onTrade(110, 1, at(90))).toBe(NOT_PASSED);
  });

  it.each([
    ['up', 101],
    ['down', 99],
  ])('pass at once when the price jumps %s, with its score', (_, price) => {
    const gate = gateOf();
    calm(gate, 15);
    const result = gate.onTrade(price, 1, at(151));
    expect(result).toMatchObject({ passed: true, layer: 'z_price', threshold: 4 });
    expect(Math.abs(passesOf([result])[0]?.value ?? 0)).toBeGreaterThanOrEqual(4);
  });

  it('pass when the volume of a bucket grows beyond its threshold', () => {
    const gate = gateOf();
    calm(gate, 15);
    const passes = passesOf(
      Array.from({ length: 40 }, (_, index) => gate.onTrade(100, 1, at(151) + index * 100)),
    );
    expect(passes).toHaveLength(1);
    expect(passes[0]).toMatchObject({ layer: 'z_volume', threshold: 5 });
  });

  it('read volume from bars as long as a bucket where there are no trades', () => {
    const gate = gateOf();
    const bar = (index: number, volume: number) => gate.onBar(10_000, volume, at(10 * index));
    gate.onQuote(100, at(0));
    expect(passesOf(Array.from({ length: 15 }, (_, i) => bar(i + 1, 5 + (i % 3))))).toEqual([]);
    expect(bar(16, 50)).toMatchObject({ layer: 'z_volume' });
  });

  it('let one shock of price and volume pass once', () => {
    const gate = gateOf();
    calm(gate, 15);
    const results = Array.from({ length: 30 }, (_, index) =>
      gate.onTrade(102 + (index % 2) * 0.5, 20, at(150) + index * 3_000),
    );
    expect(passesOf(results)).toHaveLength(1);
  });

  it('pass again once the cool-down is over and a bucket was calm', () => {
    const gate = gateOf();
    calm(gate, 15);
    expect(gate.onTrade(102, 1, at(151))).toMatchObject({ layer: 'z_price' });
    expect(passesOf(calm(gate, 30, 160))).toEqual([]);
    expect(gate.onTrade(103, 1, at(461))).toMatchObject({ layer: 'z_price' });
  });

  it('take no move across a silence for the return of one bucket', () => {
    const gate = gateOf({ silence_s: 300 });
    calm(gate, 15);
    expect(passesOf([gate.onTrade(120, 1, at(1_000)), gate.onTrade(120.01, 1, at(1_001))])).toEqual(
      [],
    );
  });

  it('have no deviation to divide by in a market that stands still', () => {
    const gate = gateOf();
    for (let s = 0; s < 300; s += 1) gate.onQuote(100, at(s));
    expect(gate.onQuote(100.03, at(301))).toBe(NOT_PASSED);
    expect(gate.onQuote(100.05, at(302))).toMatchObject({ layer: 'z_price' });
  });
});

describe('the watchdog', () => {
  it('passes once when there has been no market data for as long as configured', () => {
    const gate = gateOf({ silence_s: 300 });
    gate.onQuote(100, at(10));
    const passes = passesOf(Array.from({ length: 2_000 }, (_, s) => gate.onClock(at(10 + s))));
    expect(passes).toMatchObject([{ layer: 'watchdog', ts: at(310), value: 300, threshold: 300 }]);
    expect([gate.isSilent, gate.funnel().silences]).toEqual([true, 1]);
  });

  it('counts the next silence after the market came back', () => {
    const gate = gateOf({ silence_s: 300 });
    expect(gate.onClock(at(300))).toMatchObject({ layer: 'watchdog' });
    gate.onTrade(100, 1, at(400));
    expect(gate.isSilent).toBe(false);
    expect(gate.onClock(at(699))).toBe(NOT_PASSED);
    expect(gate.onClock(at(700))).toMatchObject({ layer: 'watchdog' });
  });

  it('is not calmed by bars that were filled in', () => {
    const gate = gateOf({ silence_s: 300 });
    for (let s = 60; s < 300; s += 60) gate.onBar(MINUTE, 0, at(s));
    expect(gate.onClock(at(300))).toMatchObject({ layer: 'watchdog' });
  });

  it('does not blame the market for the time the engine was down', () => {
    const gate = gateOf({ silence_s: 300 });
    gate.onTrade(100, 1, at(1));
    const state = gate.state();
    const again = gateOf({ silence_s: 300 }, { tsStart: at(5_000), state });
    expect(again.onClock(at(5_001))).toBe(NOT_PASSED);
    expect(again.onClock(at(5_300))).toMatchObject({ layer: 'watchdog' });
  });
});

describe('the review', () => {
  it('passes each 180 seconds while something is held, and not before or after', () => {
    const gate = gateOf();
    const run = (fromS: number) =>
      passesOf(Array.from({ length: 600 }, (_, s) => gate.onClock(at(fromS + s)))).map(
        ({ layer, ts }) => [layer, (ts - T0) / 1_000],
      );
    expect(run(0)).toEqual([]);
    gate.setHolding(true);
    expect(run(600)).toEqual([
      ['review', 779],
      ['review', 959],
      ['review', 1_139],
    ]);
    gate.setHolding(false);
    expect(run(1_200)).toEqual([]);
  });

  it('is put off by any other pass, which looks at the position as well', () => {
    const gate = gateOf();
    gate.setHolding(true);
    gate.setNextCheck(100);
    expect(gate.onClock(at(100))).toMatchObject({ layer: 'timer' });
    expect(gate.onClock(at(279))).toBe(NOT_PASSED);
    expect(gate.onClock(at(280))).toMatchObject({ layer: 'review' });
  });
});

describe('the budget', () => {
  const candle = { timeframes_ms: [MINUTE], min_interval_s: 1 };
  const bars = (gate: ReturnType<typeof gateOf>, seconds: number) =>
    passesOf(Array.from({ length: seconds }, (_, s) => gate.onBar(MINUTE, 1, at(s))));

  it('keeps the pause between two passes', () => {
    const gate = gateOf({
      candle,
      budget: { min_pause_s: 60, max_per_hour: 100, reserved_per_hour: 0 },
    });
    expect(bars(gate, 600)).toHaveLength(10);
  });

  it('keeps the limit of an hour, and the rest of it for review and watchdog', () => {
    const gate = gateOf({
      candle,
      budget: { min_pause_s: 1, max_per_hour: 8, reserved_per_hour: 3 },
    });
    expect(bars(gate, 3_600)).toHaveLength(5);
    gate.setHolding(true);
    expect(gate.onClock(at(3_600 + 180))).toMatchObject({ passed: true });
    expect(gate.funnel().byLayer.candle.heldByBudget).toBeGreaterThan(0);
  });

  it('halves with a pace of two and comes back with one', () => {
    const gate = gateOf({
      candle,
      budget: { min_pause_s: 60, max_per_hour: 100, reserved_per_hour: 0 },
    });
    gate.setPace(2);
    expect(bars(gate, 600)).toHaveLength(5);
    gate.setPace(0.1);
    const more = Array.from({ length: 600 }, (_, s) => gate.onBar(MINUTE, 1, at(600 + s)));
    expect(passesOf(more)).toHaveLength(10);
  });

  it('accounts for every reason: passed, merged, lapsed or waiting', () => {
    const gate = gateOf({
      candle,
      budget: { min_pause_s: 90, max_per_hour: 10, reserved_per_hour: 2 },
    });
    bars(gate, 5_000);
    const { reasons, passes, merged, lapsed } = gate.funnel().byLayer.candle;
    const waiting = gate.state().reasons.pending.length;
    expect(reasons).toBe(passes + merged + lapsed + waiting);
  });
});
