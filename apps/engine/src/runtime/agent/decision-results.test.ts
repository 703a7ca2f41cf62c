import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createCandleReader } from '@quarterdeck/db/candle-store';
import { createDecisionLog } from '@quarterdeck/db/decision-log';
import { createDecisionQueries } from '@quarterdeck/db/decision-queries';
import { openMemory } from '@quarterdeck/db/open-memory';
import { DECIDED, sampleDecision } from '@quarterdeck/db/testing/sample-decision';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@quarterdeck/core/kernel/clock';
import { price, qty } from '@quarterdeck/core/kernel/decimal';
import { asSymbolId } from '@quarterdeck/core/kernel/ids';
import type { Candle } from '@quarterdeck/core/model/candle';
import { DecisionResults } from './decision-results.ts';

const FIVE_MINUTES = 5 * MINUTE_MS;
const STAY = new AbortController().signal;

/** One bar a step from a little before the decisions on, each a tenth higher than the one before. */
function barsOf(timeframeMs: number, tsFrom: number, tsTo: number): Candle[] {
  const bars: Candle[] = [];
  for (let tsOpen = tsFrom; tsOpen < tsTo; tsOpen += timeframeMs) {
    const close = price((60_000 + bars.length / 10).toFixed(1));
    const prices = { open: close, high: close, low: close, close, volume: qty('1') };
    bars.push({ symbol: asSymbolId('BTC/USDT'), timeframeMs, tsOpen, ticks: 1, ...prices });
  }
  return bars;
}

function setUp(decisions: number) {
  const folder = mkdtempSync(path.join(tmpdir(), 'quarterdeck-results-'));
  const file = path.join(folder, 'quarterdeck.db');
  const memory = openMemory({ file, now: () => DECIDED, randomId: () => 'desk' });
  onTestFinished(() => {
    memory.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const { database } = memory;
  const log = createDecisionLog(database);
  const queries = createDecisionQueries(database);
  for (let number = 1; number <= decisions; number += 1) log.append(sampleDecision(number));
  const world = { now: DECIDED, pages: 0 };
  const results = new DecisionResults({
    queries,
    log,
    candles: createCandleReader(database),
    timeframesMs: [MINUTE_MS, FIVE_MINUTES],
    now: () => world.now,
    breathe: () => {
      world.pages += 1;
      return Promise.resolve();
    },
  });
  const marksOf = (decisionId: string) =>
    queries
      .find(decisionId)
      ?.results.map((result) => (result.kind === 'horizon' ? result.horizon : result.kind));
  return { memory, log, queries, world, results, marksOf };
}

it('marks each horizon once its time has come, once only', async () => {
  const { memory, world, results, marksOf, queries } = setUp(1);
  memory.writeCandles(barsOf(MINUTE_MS, DECIDED, DECIDED + 2 * HOUR_MS), 9_000);
  memory.writeCandles(barsOf(FIVE_MINUTES, DECIDED, DECIDED + 2 * DAY_MS), 9_000);
  await results.mark(STAY);
  expect(marksOf('d-1')).toEqual([]);
  world.now = DECIDED + HOUR_MS + 2 * MINUTE_MS;
  await results.mark(STAY);
  await results.mark(STAY);
  expect(marksOf('d-1')).toEqual(['1h']);
  world.now = DECIDED + 2 * DAY_MS;
  await results.mark(STAY);
  expect(marksOf('d-1')).toEqual(['1h', '4h', '1d']);
  // The minute that ended with the hour, not one of five.
  expect(queries.find('d-1')?.results[0]).toMatchObject({ tsMark: DECIDED + HOUR_MS + MINUTE_MS });
});

it('marks many a few at a time, and lets others go between', async () => {
  const { memory, world, results, marksOf } = setUp(12);
  memory.writeCandles(barsOf(MINUTE_MS, DECIDED, DECIDED + 2 * HOUR_MS), 9_000);
  world.now = DECIDED + 90 * MINUTE_MS;
  await results.mark(STAY);
  expect([1, 7, 12].map((number) => marksOf(`d-${number}`))).toEqual([['1h'], ['1h'], ['1h']]);
  expect(world.pages).toBeGreaterThanOrEqual(2);
});

it('gives up prices that nobody has, and goes on with those behind', async () => {
  const { memory, world, results, marksOf } = setUp(12);
  // Nothing is known of the first ten minutes: the first eight decisions begin without a price.
  const tsFirst = DECIDED + 10 * MINUTE_MS;
  memory.writeCandles(barsOf(MINUTE_MS, tsFirst, DECIDED + 3 * HOUR_MS), 9_000);
  world.now = DECIDED + 100 * MINUTE_MS;
  for (let minute = 0; minute < 40; minute += 1) await results.mark(STAY);
  expect(marksOf('d-1')).toEqual([]);
  expect(marksOf('d-12')).toEqual(['1h']);
});

it('does nothing after a stop', async () => {
  const { memory, world, results, marksOf } = setUp(1);
  memory.writeCandles(barsOf(MINUTE_MS, DECIDED, DECIDED + 2 * HOUR_MS), 9_000);
  world.now = DECIDED + 2 * HOUR_MS;
  await results.mark(AbortSignal.abort());
  expect(marksOf('d-1')).toEqual([]);
});
