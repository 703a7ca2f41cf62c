import fc from 'fast-check';
import { mean, median, sampleStandardDeviation } from 'simple-statistics';
import { expect, it } from 'vitest';
import {
  backtestReportSchema,
  backtestRequestSchema,
  type BacktestReport,
} from '../../contract/backtest.schema.ts';
import { DAY_MS, HOUR_MS } from '../../kernel/clock.ts';
import { asMoney, formatMoney, moneyToFloat, money, type Money } from '../../kernel/decimal.ts';
import type { BacktestOutcome } from '../backtest/outcome.ts';
import { computeReport } from './compute-report.ts';
import { T0, makeOutcome, makeTrade } from './testing/outcome-fixture.ts';

const STARTING = money('10000');

/** A cent at least or nothing, so that the float way can see it; all sixteen decimals are in use. */
const result = fc
  .tuple(fc.integer({ min: -10_000, max: 10_050 }), fc.bigInt({ min: 0n, max: 5n * 10n ** 13n }))
  .map(([cents, tail]) => (cents === 0 ? 0n : BigInt(cents) * 10n ** 14n + tail));

const step = fc.record({
  net: result,
  fees: fc.bigInt({ min: 0n, max: 10n ** 16n }),
  holdMs: fc.integer({ min: 0, max: 30 * HOUR_MS }),
  pauseMs: fc.integer({ min: 0, max: 20 * DAY_MS }),
  symbol: fc.constantFrom('BTC/USDT', 'ETH/USDT'),
  strategy: fc.constantFrom('scalp_a', 'scalp_b', 'scalp_c'),
});
type Step = typeof step extends fc.Arbitrary<infer TValue> ? TValue : never;

/** Trades one after the other; equity moves as they close and is sampled at whole hours and at the end. */
function outcomeOf(steps: readonly Step[], startMs: number): BacktestOutcome {
  const tsFrom = T0 + startMs;
  let ts = tsFrom;
  const closedTrades = steps.map(({ net, fees, holdMs, pauseMs, ...names }) => {
    const tsOpened = ts + pauseMs;
    ts = tsOpened + holdMs;
    const sums = { net: formatMoney(asMoney(net)), fees: formatMoney(asMoney(fees)) };
    return makeTrade({ ...names, ...sums, tsOpened, tsClosed: ts });
  });
  const tsLast = ts + HOUR_MS;
  const equity = [{ ts: tsFrom, equity: STARTING }];
  let [sum, next]: [bigint, number] = [STARTING, 0];
  const sampleAt = (tsSample: number): void => {
    for (; (closedTrades[next]?.tsClosed ?? Infinity) <= tsSample; next += 1) {
      sum += closedTrades[next]?.net ?? 0n;
    }
    equity.push({ ts: tsSample, equity: asMoney(sum) });
  };
  const tsHour = Math.floor(tsFrom / HOUR_MS) * HOUR_MS;
  for (let hour = tsHour + HOUR_MS; hour < tsLast; hour += HOUR_MS) sampleAt(hour);
  sampleAt(tsLast);
  const drawdown = { amount: money('25'), pct: 5, tsPeak: tsFrom, tsBottom: tsLast, longestMs: 1 };
  return makeOutcome({ closedTrades, startingBalance: STARTING, tsFrom, tsLast, equity, drawdown });
}

/** The same figures from the definitions by another way: floats, days by their names, a library's moments. */
function recompute({ closedTrades, tsFrom, tsLast }: BacktestOutcome) {
  const nets = closedTrades.map(({ net }) => moneyToFloat(net));
  const start = moneyToFloat(STARTING);
  const gains = nets.filter((net) => net > 0);
  const losses = nets.filter((net) => net < 0);
  const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

  const byDay = new Map<string, number>();
  const dayOf = (ts: number) => new Date(ts).toISOString().slice(0, 10);
  for (let ts = tsFrom; dayOf(ts) <= dayOf(tsLast - 1); ts += DAY_MS) byDay.set(dayOf(ts), 0);
  for (const [index, { tsClosed }] of closedTrades.entries()) {
    // What closes at midnight sharp belongs to the day that ends.
    const day = dayOf(tsClosed === tsFrom ? tsClosed : tsClosed - 1);
    byDay.set(day, (byDay.get(day) ?? 0) + (nets[index] ?? 0));
  }
  const equities = [start];
  for (const [, change] of [...byDay].sort()) equities.push((equities.at(-1) ?? 0) + change);
  const returns = equities.slice(1).map((equity, day) => equity / (equities[day] ?? 1) - 1);

  const year = Math.sqrt(365);
  const spread = returns.length > 1 ? sampleStandardDeviation(returns) : 0;
  const downside = Math.sqrt(mean(returns.map((value) => (value < 0 ? value * value : 0))));
  const years = (tsLast - tsFrom) / 86_400_000 / 365;
  const growth = Math.exp(Math.log((start + total(nets)) / start) / years) * 100 - 100;
  const hasRatios = returns.length > 1;
  const hasGrowth = hasRatios && tsLast - tsFrom >= DAY_MS;
  return {
    winRatePct: (100 * gains.length) / nets.length,
    profitFactor: losses.length === 0 ? null : total(gains) / -total(losses),
    expectancy: mean(nets),
    averageWin: gains.length === 0 ? null : mean(gains),
    averageLoss: losses.length === 0 ? null : mean(losses),
    medianHoldMs: median(closedTrades.map(({ tsOpened, tsClosed }) => tsClosed - tsOpened)),
    sharpe: hasRatios && spread > 0 ? (mean(returns) / spread) * year : null,
    sortino: hasRatios && downside > 0 ? (mean(returns) / downside) * year : null,
    cagrPct: hasGrowth ? growth : null,
    calmar: hasGrowth ? growth / 5 : null,
  };
}

const context = {
  request: backtestRequestSchema.parse({ strategies: ['all'], data: ['a.csv'] }),
  strategies: [],
  currency: 'USD',
  version: '0',
};

function expectClose(name: string, ours: number | string | null, theirs: number | null): void {
  if (theirs === null || ours === null) {
    expect([name, ours]).toEqual([name, theirs]);
    return;
  }
  // The float way loses digits where sums cancel; a billionth of the larger of the figure and one is the measure.
  const room = 1e-9 * Math.max(1, Math.abs(theirs));
  expect(Math.abs(Number(ours) - theirs), name).toBeLessThanOrEqual(room);
}

const sumOf = (rows: readonly { net: string }[]): Money =>
  asMoney(rows.reduce((sum, { net }) => sum + money(net), 0n));

function expectTiedOut(report: BacktestReport, { net }: BacktestOutcome): void {
  const { bySymbol, byStrategy, byExitReason, monthly, trades } = report;
  for (const rows of [bySymbol, byStrategy, byExitReason, monthly, trades]) {
    expect(formatMoney(sumOf(rows))).toBe(formatMoney(net));
  }
}

it('a report agrees with a plain recomputation from the definitions, and its tables tie out', () => {
  const steps = fc.array(step, { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(steps, fc.integer({ min: 0, max: DAY_MS }), (made, startMs) => {
      const outcome = outcomeOf(made, startMs);
      const report = computeReport(outcome, context);
      for (const [name, theirs] of Object.entries(recompute(outcome))) {
        expectClose(name, report.statistics[name as keyof typeof report.statistics], theirs);
      }
      expectTiedOut(report, outcome);
      expect(report.equity.length).toBeLessThanOrEqual(2_000);
      expect(backtestReportSchema.safeParse(report).error).toBeUndefined();
    }),
    { seed: 20_240_701, numRuns: 200 },
  );
});
