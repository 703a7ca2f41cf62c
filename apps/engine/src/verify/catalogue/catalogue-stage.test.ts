import { gzipSync } from 'node:zlib';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { StrategySetup } from '@quarterdeck/core/desk-contract';
import { defineStrategy } from '@quarterdeck/core/strategies/contract';
import { hasRecordedData, recorded } from '../../adapters/tapes/tape-files.fixture.ts';
import { drillStrategy } from '../drill/drill-strategy.ts';
import { stageContext } from '../stage-context.fixture.ts';
import { catalogueStage } from './catalogue-stage.ts';
import { judgeStrategies } from './judge-strategies.ts';
import { playDay } from './play-day.ts';
import { StrategyTally } from './strategy-tally.ts';

const ID = 'load.real_strategies';
const PATIENT = { timeout: 60_000 };
const TS = Date.UTC(2024, 0, 3, 12);

/** Half a minute of quotes, ten a second. */
function writeTape(folder: string): string {
  const rows = Array.from({ length: 300 }, (_, index) => {
    const cents = 4_200_000 + (index % 17) * 3;
    return `${TS + index * 100},${(cents / 100).toFixed(2)},${((cents + 1) / 100).toFixed(2)},5.0001,5.0001`;
  });
  const file = 'a_BTCUSDT_quotes.csv.gz';
  mkdirSync(folder, { recursive: true });
  const text = ['ts_ms,bid,ask,bid_qty,ask_qty', ...rows, ''].join('\n');
  writeFileSync(path.join(folder, file), gzipSync(text));
  return file;
}

const setupOf = (strategy: StrategySetup['strategy']): StrategySetup => ({
  ...{ strategy, params: {}, symbols: [], initial: 'on' },
});
const trader = setupOf(drillStrategy('trader', { pause: 5, hold: 5, notional: 1_000 }));
const idler = setupOf({ ...trader.strategy, id: 'idler', createEntry: () => ({}) });
const thrower = setupOf(
  defineStrategy({
    ...trader.strategy,
    id: 'thrower',
    createExit: () => ({
      onQuote: () => {
        throw new RangeError('no such quote');
      },
    }),
  }),
);

async function play(setups: readonly StrategySetup[]) {
  const stage = stageContext();
  const recordedFolder = path.join(stage.context.folder, 'tapes');
  const tape = { file: writeTape(recordedFolder), movedMs: 0 };
  const day = { name: 'day', tapes: [tape], tsFrom: TS, tsTo: TS + 60_000 };
  const tally = new StrategyTally();
  const figures = await playDay(stage.context, day, { setups, recordedFolder, tally });
  judgeStrategies(stage.context.findings, setups, tally);
  return { stage, tally, figures };
}

it('strategies that trade pass, and a silent one stands in the evidence', PATIENT, async () => {
  const { stage, tally, figures } = await play([trader, idler]);
  using _ = stage;
  expect(stage.failed()).toEqual([]);
  const { signals, orders, fills, trades } = tally.of('trader');
  expect(trades).toBeGreaterThan(5);
  expect([fills, orders]).toEqual([trades * 2, trades * 2]);
  expect(signals).toBeGreaterThan(5);
  expect(figures).toMatchObject({ orders, fills, round_trips: trades });
  const [criterion] = stage.looked().filter(({ id }) => id === ID);
  expect(criterion?.evidence.trader).toContain(`${trades} round trips`);
  expect(criterion?.evidence.idler).toContain('never asked');
});

it('limits, books, lanes and the replay are looked at', PATIENT, async () => {
  const { stage, figures } = await play([trader]);
  using _ = stage;
  expect(figures.replayed_events).toBeGreaterThan(300);
  expect(stage.passed()).toEqual(
    expect.arrayContaining([
      'lanes.paired',
      'exactness.fills',
      'exactness.venue_book',
      'exactness.sql',
      'limits.symbol_exposure',
      'limits.total_exposure',
      'limits.breaker',
      'limits.daily_loss',
      'limits.order_rate',
      'parity.replay',
    ]),
  );
});

it('one that throws is named with what it threw, and the others go on', PATIENT, async () => {
  const { stage, tally } = await play([thrower, trader]);
  using _ = stage;
  expect(stage.failed()).toEqual([ID]);
  expect(tally.of('trader').trades).toBeGreaterThan(5);
  const [criterion] = stage.looked().filter(({ id }) => id === ID);
  expect(criterion?.offenders).toEqual([
    {
      where: 'thrower',
      expected: 'asked to the end',
      found: expect.stringContaining('no such quote'),
    },
  ]);
});

it('a desk on which nobody traded proves nothing', PATIENT, async () => {
  const { stage } = await play([idler]);
  using _ = stage;
  expect(stage.failed()).toEqual([ID]);
});

it('without recorded markets it is skipped by name', async () => {
  using stage = stageContext();
  expect(await catalogueStage.run(stage.context)).toEqual({ counts: {} });
  const [criterion] = stage.context.findings.criteria([ID]);
  expect(criterion).toMatchObject({
    status: 'SKIPPED',
    note: expect.stringContaining('no recorded'),
  });
});

it('a tape that is not where the others are is missed by name', async () => {
  using stage = stageContext();
  await catalogueStage.run({ ...stage.context, recordedFolder: stage.context.folder });
  const [criterion] = stage.context.findings.criteria([ID]);
  expect(criterion?.offenders[0]?.where).toMatch(/BTCUSDT_1m/);
});

describe.skipIf(!hasRecordedData)('on the recorded tapes', () => {
  it(
    'real strategies trade, all of it exact, and the same again',
    { timeout: 120_000 },
    async () => {
      const runs = [];
      for (const _ of [1, 2]) {
        using stage = stageContext();
        const result = await catalogueStage.run({ ...stage.context, recordedFolder: recorded('') });
        expect(stage.failed()).toEqual([]);
        expect(result.counts.strategies_trading).toBeGreaterThan(3);
        runs.push({ result, looked: stage.looked() });
      }
      expect(runs[0]).toEqual(runs[1]);
    },
  );
});
