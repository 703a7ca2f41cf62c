import { describe, expect, it } from 'vitest';
import { backtestReportSchema, backtestRequestSchema } from '../../contract/backtest.schema.ts';
import { DAY_MS, HOUR_MS } from '../../kernel/clock.ts';
import { money } from '../../kernel/decimal.ts';
import { Fault } from '../../kernel/ensure.ts';
import { asSymbolId } from '../../kernel/ids.ts';
import { computeReport } from './compute-report.ts';
import { T0, makeOutcome, makeTrade } from './testing/outcome-fixture.ts';

const context = {
  request: backtestRequestSchema.parse({ strategies: ['all'], data: ['a.csv'] }),
  strategies: [{ id: 'scalp_a', params: { notional: 10 }, error: null }],
  currency: 'USD',
  version: '1.2.3',
};

const closedTrades = [
  makeTrade({ net: '7.25', fees: '0.75', tsClosed: T0 + HOUR_MS }),
  makeTrade({ net: '-3', fees: '0.5', strategy: 'scalp_b', tsClosed: T0 + DAY_MS * 2 }),
];

const outcome = makeOutcome({
  closedTrades,
  tsLast: T0 + 2 * DAY_MS,
  equity: [
    { ts: T0, equity: money('100') },
    { ts: T0 + DAY_MS, equity: money('107.25') },
    { ts: T0 + 2 * DAY_MS, equity: money('104.25') },
  ],
  exposedMs: 12 * HOUR_MS,
  denialsByCode: new Map([
    ['RISK_B', 2],
    ['RISK_C', 9],
    ['RISK_A', 2],
  ]),
});

describe('a report', () => {
  it('ties out to the last digit and fits its contract', () => {
    const exact = { ...outcome, funding: money('-0.0000000000000001') };
    const report = computeReport({ ...exact, net: money('4.2499999999999999') }, context);
    expect(report.totals).toEqual({
      starting: '100',
      ending: '104.2499999999999999',
      net: '4.2499999999999999',
      gross: '5.5',
      fees: '1.25',
      funding: '-0.0000000000000001',
      returnPct: 4.25,
      orders: 4,
      fills: 4,
      denials: 0,
    });
    expect(backtestReportSchema.parse(report)).toEqual(report);
    expect(report.warnings).toContain(
      '-0.0000000000000001 of net is in no closed trade: it is funding',
    );
  });

  it('is not made of sums that do not tie out', () => {
    expect(() => computeReport({ ...outcome, net: money('4.26') }, context)).toThrow(Fault);
    expect(() => computeReport({ ...outcome, funding: money('0.01') }, context)).toThrow(/tie|net/);
  });

  it('shows every trade once in each table', () => {
    const report = computeReport(outcome, context);
    expect(report.bySymbol).toMatchObject([{ name: 'BTC/USDT', trades: 2, net: '4.25' }]);
    expect(report.byStrategy.map(({ name, net }) => [name, net])).toEqual([
      ['scalp_a', '7.25'],
      ['scalp_b', '-3'],
    ]);
    expect(report.trades.map(({ net }) => net)).toEqual(['7.25', '-3']);
    expect(report.denialsByCode.map(({ code }) => code)).toEqual(['RISK_C', 'RISK_A', 'RISK_B']);
    expect(report.statistics).toMatchObject({ exposurePct: 25, winRatePct: 50 });
  });

  it('names the longest holes in the data, twenty at most', () => {
    const gaps = Array.from({ length: 30 }, (_, index) => ({
      symbol: asSymbolId('BTC/USDT'),
      tsFrom: T0,
      tsTo: T0 + index,
    }));
    const { span } = computeReport({ ...outcome, gaps }, context);
    expect(span.gaps.map(({ tsTo }) => tsTo - T0)).toEqual(
      Array.from({ length: 20 }, (_, index) => 29 - index),
    );
  });

  it('has figures or nothing, never NaN, where nothing was traded in no time', () => {
    const report = computeReport(makeOutcome(), context);
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
    expect(backtestReportSchema.parse(report)).toEqual(report);
    expect(report.statistics.sharpe).toBeNull();
    expect(report.warnings).toEqual(['no trade was closed: there is no result to judge']);
  });

  it('warns of what makes its figures weak', () => {
    const free = { maker_fee_bps: 0, taker_fee_bps: 0 };
    const costs = { ...context.request.costs, ...free };
    const ruined = [...outcome.equity, { ts: T0 + 2 * DAY_MS, equity: money('-1') }];
    const { warnings } = computeReport(
      { ...outcome, equity: ruined, warnings: ['stale'] },
      { ...context, request: { ...context.request, costs } },
    );
    expect(warnings).toEqual([
      'stale',
      'equity fell to nothing: a real account would have been closed out',
      'only 2 trades: chance alone can make such figures',
      'only 2 full days: Sharpe, Sortino, growth and Calmar stretch them to a year',
      'without its single best trade the run gains nothing',
      'no fee and no slippage were assumed: no market is that kind',
    ]);
  });
});
