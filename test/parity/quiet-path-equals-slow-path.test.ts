import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { backtestRequestSchema } from '@quarterdeck/core/contract/backtest.schema';
import type { Effect } from '@quarterdeck/core/model/effect';
import type { BacktestOptions } from '@quarterdeck/core/simulation/backtest/backtest-options';
import { runBacktest } from '@quarterdeck/core/simulation/backtest/run-backtest';
import { prepareRun } from '../../apps/engine/src/backtest/prepare-run.ts';
import { generateBars } from '../../apps/engine/src/cli/bench/generated-bars.ts';
import { SMA_SYMBOL, smaCrossRun } from '../../apps/engine/src/cli/bench/sma-cross-run.ts';

const ROOT = join(import.meta.dirname, '../..');
const RECORDED = join(ROOT, '../shared/data');
const home = mkdtempSync(join(tmpdir(), 'quiet-path-'));
afterAll(() => rmSync(home, { recursive: true }));

/** Ids carry the number of an event, and the quiet path has fewer events: they are numbered by first appearance. */
function createRenaming() {
  const names = new Map<string, string>();
  const rename = (id: string): string => {
    const known = names.get(id) ?? `id-${names.size}`;
    names.set(id, known);
    return known;
  };
  const isId = (key: string): boolean =>
    ['intentId', 'positionId', 'clientOrderId', 'closingOrderId', 'stopOrderId'].includes(key);
  const walk = (value: unknown, key = ''): unknown => {
    if (key === 'eventSeq') return 0;
    if (typeof value === 'string') return isId(key) ? rename(value) : value;
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((item) => walk(item));
    return Object.fromEntries(
      Object.entries(value).map(([name, field]) => [name, walk(field, name)]),
    );
  };
  return walk;
}

/** Everything the desk wants stored, orders and refusals and the ledger behind each fill, in its order. */
function recordsOf(options: BacktestOptions, isQuietAllowed: boolean) {
  const records: unknown[] = [];
  const rename = createRenaming();
  const outcome = runBacktest({
    ...options,
    isQuietAllowed,
    onEffect: (effect: Effect) => {
      if (effect.type.startsWith('Record') || effect.type === 'SubmitOrder') {
        records.push(rename(effect));
      }
    },
  });
  return { records, outcome: rename(outcome), fills: outcome.counts.fills };
}

function compareBoth(open: () => BacktestOptions): number {
  const slow = recordsOf(open(), false);
  const quiet = recordsOf(open(), true);
  // The first difference alone: thousands of records make no readable message.
  const at = slow.records.findIndex(
    (record, index) => !isDeepStrictEqual(record, quiet.records[index]),
  );
  expect(quiet.records[at]).toEqual(slow.records[at]);
  expect(quiet.records.length).toBe(slow.records.length);
  expect(quiet.outcome).toEqual(slow.outcome);
  return slow.fills;
}

describe('a backtest that leaves out what changes nothing', () => {
  it.each([1, 2, 3])('keeps the same records on generated bars of seed %i', (seed) => {
    const open = (): BacktestOptions =>
      smaCrossRun(
        generateBars({ symbol: SMA_SYMBOL, count: 12_000, seed, stepUnits: 1e8 }),
        1_000_000n,
      );
    expect(compareBoth(open)).toBeGreaterThan(300);
  });

  it('keeps them with stops that are hit, stops that trail and a breaker that trips', () => {
    const open = (): BacktestOptions => {
      const run = smaCrossRun(
        generateBars({ symbol: SMA_SYMBOL, count: 12_000, seed: 9, stepUnits: 1e8 }),
        1_000_000n,
      );
      const desk = {
        ...run.desk,
        risk: { ...run.desk.risk, max_drawdown_pct: 0.5 },
        safety: { max_stop_bps: 40, trail_after_bps: 20, trail_distance_bps: 15 },
      };
      return { ...run, desk };
    };
    expect(compareBoth(open)).toBeGreaterThan(100);
  });

  it('keeps them with stops that rest at the venue', () => {
    const open = (): BacktestOptions => {
      const run = smaCrossRun(
        generateBars({ symbol: SMA_SYMBOL, count: 6_000, seed: 9, stepUnits: 1e8 }),
        1_000_000n,
      );
      const strategies = run.desk.strategies.map((setup) => ({
        ...setup,
        strategy: { ...setup.strategy, isStopResting: true },
      }));
      const safety = { max_stop_bps: 40, trail_after_bps: 20, trail_distance_bps: 15 };
      return { ...run, desk: { ...run.desk, strategies, safety } };
    };
    expect(compareBoth(open)).toBeGreaterThan(100);
  });

  it('keeps them with orders that travel longer than the desk waits for an answer', () => {
    const open = (): BacktestOptions => {
      const run = smaCrossRun(
        generateBars({ symbol: SMA_SYMBOL, count: 6_000, seed: 4, stepUnits: 1e8 }),
        1_000_000n,
      );
      return { ...run, costs: { ...run.costs, latencyMs: 4_000 } };
    };
    expect(compareBoth(open)).toBeGreaterThan(100);
  });
});

const RUNS = [
  {
    name: 'every strategy on bars of two symbols that share an account',
    strategies: ['all'],
    data: [
      'candles/binance_BTCUSDT_1m_20240726_20240825.csv.gz',
      'candles/binance_ETHUSDT_1m_20240726_20240825.csv.gz',
    ],
    from: '2024-08-03T00:00Z',
    to: '2024-08-06T00:00Z',
  },
  {
    name: 'strategies of bars alone on two symbols',
    strategies: ['scalp_macd_rsi_div', 'session_open', 'stat_arb_pair'],
    data: [
      'candles/binance_BTCUSDT_1m_20240726_20240825.csv.gz',
      'candles/binance_ETHUSDT_1m_20240726_20240825.csv.gz',
    ],
    from: '2024-08-03T00:00Z',
    to: '2024-08-09T00:00Z',
  },
  {
    name: 'bid and ask bars over a weekend, in a currency that quotes convert',
    strategies: ['all'],
    data: ['candles/fxcm_USDJPY-bid_1m_20130201_20130301.csv.gz'],
    from: '2013-02-08T00:00Z',
    to: '2013-02-13T00:00Z',
  },
  {
    name: 'quotes',
    strategies: ['all'],
    data: ['quotes/oanda_EURUSD_quotes_20140504T2100_20140509T2059.csv.gz'],
    from: '2014-05-05T06:00Z',
    to: '2014-05-05T18:00Z',
  },
];

const isPresent = RUNS.every(({ data }) => data.every((file) => existsSync(join(RECORDED, file))));
if (!isPresent) console.warn(`skipped: recorded data is not in ${RECORDED}`);

describe.skipIf(!isPresent)('the same on recorded data', () => {
  it.each(RUNS)('$name', { timeout: 120_000 }, async ({ strategies, data, from, to }) => {
    const request = backtestRequestSchema.parse({
      strategies,
      data: data.map((file) => join(RECORDED, file)),
      from: Date.parse(from),
      to: Date.parse(to),
    });
    const configFile = join(ROOT, 'config/quarterdeck.yaml');
    const run = await prepareRun(request, { home, configFile });
    expect(compareBoth(run.open)).toBeGreaterThan(0);
  });
});
