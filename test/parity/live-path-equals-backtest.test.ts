import { join } from 'node:path';
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createDesk } from '@quarterdeck/core/desk';
import type { DeskOptions } from '@quarterdeck/core/desk-contract';
import { money } from '@quarterdeck/core/kernel/decimal';
import type { Effect } from '@quarterdeck/core/model/effect';
import type { Fill } from '@quarterdeck/core/model/fill';
import { createMarketGenerator } from '@quarterdeck/core/simulation/market-generator';
import { tsOfInput, type MarketInput } from '@quarterdeck/core/simulation/market-input';
import { createMatchingVenue } from '@quarterdeck/core/simulation/matching-venue';
import { driveSession } from '@quarterdeck/core/simulation/session-driver';
import { strategyCatalogue } from '@quarterdeck/core/strategies/registry';
import { mergeTapes } from '../../apps/engine/src/adapters/tapes/merge-tapes.ts';
import { openTapes } from '../../apps/engine/src/adapters/tapes/open-tapes.ts';
import { loadConfig } from '../../apps/engine/src/runtime/config/load-config.ts';
import { replayDeskOptions } from '../../apps/engine/src/runtime/config/replay-desk-options.ts';
import { toDeskOptions } from '../../apps/engine/src/runtime/config/to-desk-options.ts';
import { StubJournal, StubMemory } from '../../apps/engine/src/runtime/testing/stub-memory.ts';
import { runVirtualSession } from '../../apps/engine/src/runtime/virtual-session.ts';
import { FRESH } from '../support/desk-world.ts';

const RECORDED = join(import.meta.dirname, '../../../shared/data');
const recorded = (file: string): string => join(RECORDED, file);

/** The project's own configuration: four instruments, the whole catalogue with its own parameters, switched on. */
function deskOfTheProject(): DeskOptions {
  const root = join(import.meta.dirname, '../..');
  const loaded = loadConfig(join(root, 'config/quarterdeck.yaml'), {
    strategyFolder: join(root, 'config/strategies'),
    catalogue: strategyCatalogue,
  });
  if (!loaded.ok) throw new Error(loaded.code);
  const options = toDeskOptions(loaded.value, 'parity');
  // Room enough that a whole tape is traded: limits have tests of their own.
  const risk = { ...options.risk, max_daily_loss: '1000000', max_drawdown_pct: 100 };
  const strategies = options.strategies.map((setup) => ({ ...setup, initial: 'on' as const }));
  return { ...options, strategies, startingBalance: money('1000000'), risk };
}

/** What a generated hour is enough for; the others are traded on recorded bars below. */
const TICK_STRATEGIES = [
  'scalp_macd_rsi_div',
  'scalp_ping_5s',
  'scalp_ping_5s_b',
  'scalp_tick_imbalance',
];

const BAR_STRATEGIES = [
  'micro_adaptive_revert',
  'micro_multistrat',
  'scalp_m1scalper',
  'scalp_macd_rsi_div',
  'scalp_squeeze_pulse_break',
  'scalp_wick_reversal_blend',
  'scalp_wick_reversal_pro',
  'session_open',
  'stat_arb_pair',
];

const venueOf = ({ instruments }: DeskOptions) =>
  createMatchingVenue({ instruments, latencyMs: 15, makerFeeBps: 1, takerFeeBps: 2 });

const reportedFills = (journal: StubJournal): Fill[] =>
  journal.events.flatMap((event) =>
    event.type === 'VenueReported' && event.report.type === 'OrderFilled'
      ? [event.report.fill]
      : [],
  );

/** Plays the tape down both roads and compares all that can be compared. */
async function compareRoads(options: DeskOptions, inputs: readonly MarketInput[]) {
  const [first] = inputs;
  if (first === undefined) throw new Error('an empty tape proves nothing');
  const tsStart = tsOfInput(first);
  const backtest = createDesk(options);
  const records: Effect[] = [];
  const backtestVenue = venueOf(options);
  const driven = driveSession({
    desk: backtest,
    venue: backtestVenue,
    inputs,
    tsStart,
    restored: FRESH,
    onEffect: (effect) => {
      if (effect.type.startsWith('Record')) records.push(effect);
    },
  });
  const live = createDesk(options);
  const liveVenue = venueOf(options);
  const memory = new StubMemory();
  const journal = new StubJournal();
  const ran = await runVirtualSession({
    desk: live,
    venue: liveVenue,
    memory,
    journal,
    inputs,
    tsStart,
    restored: FRESH,
  });
  expect(ran.orders).toEqual(driven.orders);
  expect(ran.lastSeq).toBe(driven.lastSeq);
  expect(reportedFills(journal)).toEqual(driven.fills);
  expect(live.view.totals).toEqual(backtest.view.totals);
  expect(live.view.positions()).toEqual(backtest.view.positions());
  expect(liveVenue.state()).toEqual(backtestVenue.state());
  // Intents, orders, fills with the ledger behind each, signals, refusals: all of it, in order.
  expect(memory.records).toEqual(records);
  const traded = new Set(
    memory.records.flatMap((record) =>
      record.type === 'RecordFill' ? [record.fill.strategyId] : [],
    ),
  );
  return { orders: ran.orders.length, fills: driven.fills.length, traded };
}

function generatedTape(options: DeskOptions, tape: { seed: number; count: number }): MarketInput[] {
  const generator = createMarketGenerator({
    seed: tape.seed,
    instruments: options.instruments,
    tsStart: Date.UTC(2026, 0, 5, 12),
    eventsPerSecond: 40,
  });
  return Array.from({ length: tape.count }, () => generator.next());
}

async function recordedTape(files: readonly string[], count: number) {
  const desk = deskOfTheProject();
  const { tapes, instruments } = await openTapes(files.map(recorded), {
    instruments: desk.instruments,
    skipBadRows: false,
    candleSpreadBps: 2,
  });
  const inputs: MarketInput[] = [];
  for await (const batch of mergeTapes(tapes)) {
    inputs.push(...batch.slice(0, count - inputs.length));
    if (inputs.length >= count) break;
  }
  return { inputs, options: replayDeskOptions(desk, instruments) };
}

describe('the live path on a virtual clock and the backtest loop', () => {
  it.each([1, 20_261_121, 4_000_000_000])(
    'give the same orders, fills and ledger on the generated tape of seed %i',
    async (seed) => {
      const options = deskOfTheProject();
      const result = await compareRoads(options, generatedTape(options, { seed, count: 40_000 }));
      expect(result.fills).toBeGreaterThan(20);
    },
  );

  it('trade with every strategy of ticks somewhere on a generated tape', async () => {
    const options = deskOfTheProject();
    const inputs = generatedTape(options, { seed: 99, count: 120_000 });
    const { traded } = await compareRoads(options, inputs);
    expect([...traded].sort()).toEqual(expect.arrayContaining(TICK_STRATEGIES));
  });
});

const RECORDED_TAPES = [
  {
    name: 'BTC/USDT quotes and trades of 2024-08-08',
    files: [
      'quotes/binanceusdm_BTCUSDT_quotes_20240808T2354_20240809T0000.csv.gz',
      'trades/binanceusdm_BTCUSDT_trades_20240808T2354_20240808T2359.csv.gz',
    ],
    count: 90_000,
  },
  {
    name: 'EUR/USD quotes of 2014-05-04',
    files: ['quotes/oanda_EURUSD_quotes_20140504T2100_20140509T2059.csv.gz'],
    count: 60_000,
  },
];

const RECORDED_BARS = {
  files: [
    'candles/binance_BTCUSDT_1m_20240726_20240825.csv.gz',
    'candles/binance_ETHUSDT_1m_20240726_20240825.csv.gz',
  ],
  count: 60_000,
};

const isPresent = RECORDED_TAPES.every(({ files }) =>
  files.every((file) => existsSync(recorded(file))),
);
if (!isPresent) console.warn(`skipped: recorded tapes are not in ${RECORDED}`);

describe.skipIf(!isPresent)('both roads on a recorded tape', () => {
  it.each(RECORDED_TAPES)('give the same orders, fills and ledger: $name', async (tape) => {
    const { inputs, options } = await recordedTape(tape.files, tape.count);
    expect(inputs.length).toBeGreaterThan(50_000);
    const result = await compareRoads(options, inputs);
    expect(result.fills).toBeGreaterThan(0);
  });

  it('give them for every strategy of bars, on four days of two symbols', async () => {
    const { inputs, options } = await recordedTape(RECORDED_BARS.files, RECORDED_BARS.count);
    const { traded } = await compareRoads(options, inputs);
    expect([...traded].sort()).toEqual(BAR_STRATEGIES);
  });
});
