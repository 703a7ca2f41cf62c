import {
  backtestReportSchema,
  backtestRequestSchema,
  type BacktestReport,
} from '@quarterdeck/core/contract/backtest.schema';

const T0 = Date.UTC(2024, 6, 26, 14, 15);
const HOUR_MS = 3_600_000;

const trade = (index: number, net: string, words: { thesis: string; exitThesis: string }) => ({
  positionId: `p-${String(index)}`,
  strategyId: 'scalp_a',
  symbol: 'BTC/USDT',
  side: index % 2 === 0 ? ('long' as const) : ('short' as const),
  qty: '0.02',
  entryPrice: '67000.5',
  exitPrice: '67100.25',
  tsOpened: T0 + index * HOUR_MS,
  tsClosed: T0 + index * HOUR_MS + 90_000,
  net,
  fees: '0.25',
  entry_probability: 0.6,
  entry_units_intent: '0.02',
  exitReason: 'stop',
  ...words,
});

/** A small report that fits its contract; parts of it can be said otherwise. */
export function sampleReport(given: Partial<BacktestReport> = {}): BacktestReport {
  const trades = [
    trade(0, '12.345678', { thesis: 'because', exitThesis: 'target met at 4 bps' }),
    trade(1, '-2.5', { thesis: '=1+1', exitThesis: 'protective stop, "hard"' }),
  ];
  const group = { trades: 2, winRatePct: 50, net: '9.845678', fees: '0.5' };
  return backtestReportSchema.parse({
    schema: 1,
    version: '0.1.0',
    request: backtestRequestSchema.parse({ strategies: ['scalp_a'], data: ['dir/a.csv.gz'] }),
    strategies: [{ id: 'scalp_a', params: { notional: 1500 }, error: null }],
    span: {
      ...{ tsFirst: T0, tsFrom: T0, tsLast: T0 + 48 * HOUR_MS },
      ...{ bars: 2_880, quotes: 0, trades: 0, gaps: [] },
    },
    currency: 'USD',
    totals: {
      ...{ starting: '1000', ending: '1009.845678', net: '9.845678', gross: '10.345678' },
      ...{ fees: '0.5', funding: '0', returnPct: 0.9845678, orders: 4, fills: 4, denials: 0 },
    },
    statistics: {
      ...{ trades: 2, wins: 1, losses: 1, winRatePct: 50, profitFactor: 4.9382712 },
      ...{ expectancy: '4.922839', averageWin: '12.345678', averageLoss: '-2.5' },
      ...{ sharpe: null, sortino: null, calmar: null, cagrPct: null },
      ...{ maxDrawdownPct: 0.25, maxDrawdown: '2.5', maxDrawdownMs: 7_200_000 },
      ...{ exposurePct: 12.5, medianHoldMs: 90_000 },
    },
    monthly: [{ name: '2024-07', ...group, returnPct: 0.9845678 }],
    bySymbol: [{ name: 'BTC/USDT', ...group }],
    byStrategy: [{ name: 'scalp_a', ...group }],
    byExitReason: [{ name: 'stop', ...group }],
    denialsByCode: [],
    equity: [
      { ts: T0, equity: '1000', drawdownPct: 0 },
      { ts: T0 + HOUR_MS, equity: '1012.345678', drawdownPct: 0 },
      { ts: T0 + 48 * HOUR_MS, equity: '1009.845678', drawdownPct: 0.25 },
    ],
    trades,
    warnings: [],
    ...given,
  });
}
