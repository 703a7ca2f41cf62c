import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../kernel/clock.ts';
import { money } from '../../kernel/decimal.ts';
import { dailyEquity, dailyReturns } from './daily-returns.ts';
import { cagrPct, riskRatios, sharpeRatio, sortinoRatio } from './risk-ratios.ts';
import { T0, makeOutcome, makeTrade } from './testing/outcome-fixture.ts';

const at = (hours: number, equity: string) => ({ ts: T0 + hours * HOUR_MS, equity: money(equity) });

const run = (samples: readonly ReturnType<typeof at>[], days: number) =>
  makeOutcome({
    closedTrades: [makeTrade({ net: '1' })],
    tsLast: T0 + days * DAY_MS,
    equity: [at(0, '100'), ...samples],
  });

describe('daily returns', () => {
  it('take the last sample up to midnight and carry it over days without one', () => {
    const outcome = run([at(5, '103'), at(24, '110'), at(25, '99'), at(95, '121')], 4);
    // 24:00 of the first day still belongs to it; the third day has no sample of its own.
    expect(dailyEquity(outcome)).toEqual(['110', '99', '99', '121'].map(money));
    const returns = dailyReturns(outcome) ?? [];
    expect(returns).toHaveLength(4);
    for (const [day, value] of [0.1, -0.1, 0, 22 / 99].entries()) {
      expect(returns[day]).toBeCloseTo(value, 15);
    }
  });

  it('count a day that was begun as a day', () => {
    const outcome = makeOutcome({ tsFrom: T0 + 23 * HOUR_MS, tsLast: T0 + 25 * HOUR_MS });
    expect(dailyReturns(outcome)).toEqual([0, 0]);
  });

  it('have no value once equity is used up', () => {
    expect(dailyReturns(run([at(24, '0'), at(48, '5')], 2))).toBeUndefined();
  });
});

describe('ratios', () => {
  it('agree with a table worked out by hand', () => {
    // Mean 0.01; squares about it 0.0004 + 0.0004 + 0 = 0.0008, over n - 1 = 2: deviation 0.02.
    expect(sharpeRatio([0.03, -0.01, 0.01])).toBeCloseTo(0.5 * Math.sqrt(365), 12);
    // Below zero only -0.01: 0.0001 over all three days.
    const downside = Math.sqrt(0.0001 / 3);
    expect(sortinoRatio([0.03, -0.01, 0.01])).toBeCloseTo((0.01 / downside) * Math.sqrt(365), 12);
  });

  it('compound growth over 365 days a year', () => {
    // 73 days are a fifth of a year: 1.1 to the fifth is 1.61051.
    expect(cagrPct(run([at(73 * 24, '110')], 73))).toBeCloseTo(61.051, 10);
    expect(cagrPct(run([at(730 * 24, '121')], 730))).toBeCloseTo(10, 10);
    expect(cagrPct(run([at(73 * 24, '0')], 73))).toBe(-100);
  });

  it('divide growth by the largest drawdown', () => {
    const drawdown = { amount: money('5'), pct: 5, tsPeak: T0, tsBottom: T0 + 1, longestMs: 1 };
    const outcome = { ...run([at(24, '95'), at(730 * 24, '121')], 730), drawdown };
    expect(riskRatios(outcome).calmar).toBeCloseTo(2, 10);
  });

  it('are absent where they have no meaning', () => {
    const none = { sharpe: null, sortino: null, calmar: null, cagrPct: null };
    expect(riskRatios(makeOutcome({ tsLast: T0 + 9 * DAY_MS }))).toEqual(none);
    expect(riskRatios(run([at(20, '150')], 1))).toEqual(none);
    expect(riskRatios(run([at(24, '-1'), at(48, '5')], 2))).toEqual(none);
    expect(sharpeRatio([0.01, 0.01, 0.01])).toBeNull();
    expect(sortinoRatio([0.01, 0, 0.02])).toBeNull();
  });

  it('are absent rather than infinite', () => {
    const soaring = makeOutcome({
      closedTrades: [makeTrade({ net: '1' })],
      tsFrom: T0 + 23 * HOUR_MS,
      tsLast: T0 + 48 * HOUR_MS,
      equity: [at(23, '100'), at(24, '100000000'), at(48, '9000000000000')],
    });
    expect(riskRatios(soaring).cagrPct).toBeNull();
  });
});
