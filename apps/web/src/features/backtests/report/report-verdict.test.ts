import { expect, it } from 'vitest';
import type { BacktestReport } from '@quarterdeck/core/contract/backtest.schema';
import { describeReport } from './report-verdict.ts';

const DAY = 86_400_000;

interface Given {
  readonly net: string;
  readonly gross: string;
  readonly returnPct: number;
  readonly trades?: number;
  readonly denials?: readonly { readonly code: string; readonly count: number }[];
}

/** Only what the verdict reads. */
const report = ({ net, gross, returnPct, trades = 12, denials = [] }: Given): BacktestReport =>
  ({
    currency: 'USDT',
    span: { tsFrom: 0, tsLast: 30 * DAY },
    totals: { net, gross, fees: '30', returnPct, denials: 5 },
    statistics: { trades, winRatePct: 41.6, profitFactor: 0.84, maxDrawdownPct: 3.14 },
    denialsByCode: denials,
  }) as unknown as BacktestReport;

it('says what was made or lost, and over how long', () => {
  expect(describeReport(report({ net: '20', gross: '50', returnPct: 0.2 }))).toEqual({
    tone: 'gain',
    headline: 'Made 0.20 % in 30 days, after fees',
    detail: '12 trades, 42 % won, profit factor 0.84, largest fall 3.14 %. Fees took 30.00 USDT.',
  });
});

it('says when fees turned a gain into a loss', () => {
  const { tone, detail } = describeReport(report({ net: '-10', gross: '20', returnPct: -0.1 }));
  expect(tone).toBe('loss');
  expect(detail).toContain('made 20.00 USDT before costs; fees of 30.00 USDT took more');
});

it('says why there was no trade', () => {
  const none = { net: '0', gross: '0', returnPct: 0, trades: 0 };
  expect(describeReport(report(none)).detail).toBe('The rule never fired on this data.');
  const denials = [
    { code: 'SIZE_TOO_SMALL', count: 1 },
    { code: 'GUARD_LOCKED', count: 4 },
  ];
  expect(describeReport(report({ ...none, denials })).detail).toContain('most by GUARD_LOCKED');
});
