import { describe, expect, it } from 'vitest';
import { HOUR_MS } from '../../kernel/clock.ts';
import { asMoney, formatMoney, money } from '../../kernel/decimal.ts';
import { createRng } from '../../kernel/rng.ts';
import { equityCurve } from './equity-curve.ts';
import { T0, makeOutcome } from './testing/outcome-fixture.ts';
import { MAX_CURVE_POINTS, thinCurve } from './thin-curve.ts';

const at = (hours: number, equity: string) => ({ ts: T0 + hours * HOUR_MS, equity: money(equity) });

const fallen = makeOutcome({
  tsLast: T0 + 4 * HOUR_MS,
  equity: [at(0, '100'), at(1, '110'), at(2, '99'), at(3, '105'), at(4, '121')],
  drawdown: {
    amount: money('30'),
    pct: 25,
    tsPeak: T0 + 1.5 * HOUR_MS,
    tsBottom: T0 + 1.75 * HOUR_MS,
    longestMs: 2.5 * HOUR_MS,
  },
});

describe('the equity curve', () => {
  it('shows each sample below the highest before it, and the ends of the largest fall between them', () => {
    const points = equityCurve(fallen).map(({ ts, equity, drawdownPct }) => [
      (ts - T0) / HOUR_MS,
      formatMoney(equity),
      Number(drawdownPct.toFixed(9)),
    ]);
    expect(points).toEqual([
      [0, '100', 0],
      [1, '110', 0],
      [1.5, '120', 0],
      [1.75, '90', 25],
      [2, '99', 17.5],
      [3, '105', 12.5],
      [4, '121', 0],
    ]);
  });

  it('ends with the run where the bottom comes from closing after the last price', () => {
    const drawdown = { ...fallen.drawdown, tsPeak: T0, tsBottom: T0 + 9 * HOUR_MS };
    const points = equityCurve({ ...fallen, drawdown });
    expect(points.map(({ ts }) => (ts - T0) / HOUR_MS)).toEqual([0, 1, 2, 3, 4]);
    expect(points.at(-1)?.equity).toBe(money('121'));
  });

  it('is flat without a fall', () => {
    expect(equityCurve(makeOutcome())).toEqual([
      { ts: T0, equity: money('100'), drawdownPct: 0, isKept: true },
    ]);
  });
});

describe('a long curve', () => {
  const rng = createRng(7);
  const points = Array.from({ length: 50_000 }, (_, index) => ({
    ts: index,
    equity: asMoney(BigInt(Math.round(1e9 + rng.gaussian() * 1e6))),
    drawdownPct: 0,
    isKept: index === 0 || index === 49_999 || index === 31_111 || index === 31_112,
  }));

  it('is thinned to what a chart can show, in order', () => {
    const thinned = thinCurve(points);
    expect(thinned.length).toBeLessThanOrEqual(MAX_CURVE_POINTS);
    expect(thinned.length).toBeGreaterThan(MAX_CURVE_POINTS * 0.9);
    expect(thinned).toEqual(thinned.toSorted((left, right) => left.ts - right.ts));
    expect(new Set(thinned).size).toBe(thinned.length);
  });

  it('keeps its ends, its largest fall, its highest and its lowest point', () => {
    const thinned = new Set(thinCurve(points));
    const byEquity = points.toSorted((left, right) => (left.equity < right.equity ? -1 : 1));
    const wanted = [...points.filter(({ isKept }) => isKept), byEquity[0], byEquity.at(-1)];
    expect(wanted).toHaveLength(6);
    for (const point of wanted) expect(point !== undefined && thinned.has(point)).toBe(true);
  });

  it('is left alone when it is short', () => {
    expect(thinCurve(points.slice(0, 2_000))).toEqual(points.slice(0, 2_000));
  });
});
