import { expect, test } from 'vitest';
import { failedFacts } from '@quarterdeck/core/decision/journal/record.fixture';
import { money, price, qty, rate } from '@quarterdeck/core/kernel/decimal';
import { asStrategyId } from '@quarterdeck/core/kernel/ids';
import { createDecisionLog, type DecisionLog } from './decision-log.ts';
import { createDecisionQueries, type DecisionQueries } from './decision-queries.ts';
import { openDecisionReader } from './decision-reader.ts';
import { fills } from './schema/fills.ts';
import { createTableWriter } from './table-writer.ts';
import { databaseFile, openTestMemory } from './testing/open-test-memory.ts';
import { DECIDED, sampleDecision } from './testing/sample-decision.ts';
import { sampleFill } from './testing/sample-records.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const MINUTE = 60_000;

/** Eight decisions: every second one of ETH, the sixth failed, the seventh by the rules. */
function journal(folder = temporaryFolder()) {
  const { database } = openTestMemory(folder);
  const log: DecisionLog = createDecisionLog(database);
  for (let number = 1; number <= 8; number += 1) {
    const symbol = number % 2 === 0 ? 'ETH/USDT' : 'BTC/USDT';
    const rules = { actor: 'rules', outcome: 'FALLBACK_BUY' } as const;
    const how = number === 6 ? failedFacts : number === 7 ? rules : {};
    const tsOrder = number === 6 ? { tsOrder: null } : {};
    log.append(sampleDecision(number, { symbol, ...how, ...tsOrder }));
  }
  const queries: DecisionQueries = createDecisionQueries(database);
  return { database, log, queries };
}

test('the list is newest first, filtered, and paged by number', () => {
  const { queries } = journal();
  const ids = (page: Parameters<DecisionQueries['list']>[0]) =>
    queries.list(page).map(({ id }) => id);
  expect(ids({ limit: 3 })).toStrictEqual([8, 7, 6]);
  expect(ids({ limit: 3, beforeId: 6 })).toStrictEqual([5, 4, 3]);
  expect(ids({ limit: 9, filter: { symbol: 'ETH/USDT' } })).toStrictEqual([8, 6, 4, 2]);
  expect(ids({ limit: 9, filter: { actor: 'rules' } })).toStrictEqual([7]);
  expect(ids({ limit: 9, filter: { outcomes: ['FAIL_OVERLOAD', 'FALLBACK_BUY'] } })).toStrictEqual([
    7, 6,
  ]);
  const time = { fromTs: DECIDED + 2 * MINUTE, toTs: DECIDED + 4 * MINUTE };
  expect(ids({ limit: 9, filter: time })).toStrictEqual([3, 2]);
  expect(queries.list({ limit: 1, beforeId: 2 })).toStrictEqual([
    {
      id: 1,
      decisionId: 'd-1',
      symbol: 'BTC/USDT',
      tsDecision: DECIDED + MINUTE,
      actor: 'model',
      outcome: 'MODEL_BUY',
      gateLayer: 'price_z_score',
      action: 'BUY',
      pRaw: 0.62,
      pCalibrated: 0.55,
      sizeFinal: 0.1,
      vetoCode: null,
      orders: 1,
      model: 'claude-opus-5-5',
      cost: '0.0122',
    },
  ]);
});

test('why nothing happened: ends of evaluations and skips by layer', () => {
  const { log, queries } = journal();
  log.appendGateCounts([
    { symbol: 'BTC/USDT', tsMinute: DECIDED, layer: 'timer', count: 40 },
    { symbol: 'BTC/USDT', tsMinute: DECIDED, layer: 'timer', count: 2 },
    { symbol: 'ETH/USDT', tsMinute: DECIDED + MINUTE, layer: 'budget', count: 50 },
  ]);
  expect(queries.countOutcomes()).toStrictEqual({
    outcomes: [
      { outcome: 'MODEL_BUY', count: 6 },
      { outcome: 'FAIL_OVERLOAD', count: 1 },
      { outcome: 'FALLBACK_BUY', count: 1 },
    ],
    gateSkips: [
      { layer: 'budget', count: 50 },
      { layer: 'timer', count: 42 },
    ],
  });
  expect(queries.countOutcomes({ symbol: 'BTC/USDT', toTs: DECIDED + 3 * MINUTE })).toStrictEqual({
    outcomes: [{ outcome: 'MODEL_BUY', count: 1 }],
    gateSkips: [{ layer: 'timer', count: 42 }],
  });
});

test('one decision comes back whole, with its results and its neighbours', () => {
  const { log, queries } = journal();
  const trade = {
    kind: 'trade',
    positionId: '43-0',
    tsOpened: DECIDED,
    tsClosed: DECIDED + 1,
    realised: '-1.5',
    fees: '0.25',
    net: '-1.75',
    exitReason: 'stop',
    direction: 'long',
    netReturn: -0.001,
  } as const;
  log.appendResult({ decisionId: 'd-3', tsRecorded: DECIDED + 5, result: trade });
  expect(queries.find('d-3')).toMatchObject({
    id: 3,
    record: sampleDecision(3),
    results: [trade],
    previousId: 'd-1',
    nextId: 'd-5',
  });
  expect(queries.findPrevious('d-3')).toStrictEqual(sampleDecision(1));
  expect([queries.findPrevious('d-1'), queries.find('d-99')]).toStrictEqual([undefined, undefined]);
  expect(queries.read(6, 9).map(({ id }) => id)).toStrictEqual([7, 8]);
  expect([...queries.readRecords(2, 1)]).toStrictEqual([[3, sampleDecision(3)]]);
});

test('decisions whose horizon has come are listed until they have its result', () => {
  const { log, queries } = journal();
  const mark = {
    gross: 0,
    fees: 0,
    slippage: 0,
    funding: 0,
    net: 0,
    exit: 'none',
    tsExit: 0,
  } as const;
  const due = (horizon: '1h' | '4h') =>
    queries
      .listDue({ horizon, decidedBy: DECIDED + 3 * MINUTE, limit: 9 })
      .map(({ decisionId }) => decisionId);
  log.appendResult({
    decisionId: 'd-2',
    tsRecorded: DECIDED,
    result: {
      kind: 'horizon',
      horizon: '1h',
      tsDue: 1,
      tsMark: 1,
      markPrice: 1,
      claude: mark,
      rules: null,
      nothing: mark,
      vetoed: null,
    },
  });
  expect(due('1h')).toStrictEqual(['d-1', 'd-3']);
  expect(due('4h')).toStrictEqual(['d-1', 'd-2', 'd-3']);
});

test('cost by day is exact, and in basis points of what the agent traded', () => {
  const { database, queries } = journal();
  const insert = createTableWriter(database.sqlite, { table: fills, onConflict: 'fail' });
  const fill = { price: price('60000'), qty: qty('0.01'), rate: rate('1'), net: money('0') };
  for (const [number, name] of ['claude', 'claude_rules', 'scalp_ping_5s'].entries()) {
    const strategyId = asStrategyId(name);
    insert({ ...sampleFill(number), ...fill, strategyId, tsEvent: DECIDED + number });
  }
  const days = queries.costByDay(DECIDED, DECIDED + 86_400_000);
  expect(days).toMatchObject([
    { tsDay: DECIDED, decisions: 8, cost: '0.0976', tradedNotional: '1200' },
  ]);
  expect(days[0]?.costBps).toBeCloseTo((0.0976 / 1_200) * 10_000, 9);
  expect(queries.costByDay(0, DECIDED)).toStrictEqual([]);
  const plan = database.sqlite
    .prepare<[], { detail: string }>(
      `EXPLAIN QUERY PLAN SELECT 1 FROM fills WHERE strategy_id IN ('claude', 'claude_rules') AND ts_event >= 1`,
    )
    .all();
  expect(plan[0]?.detail).toContain('fills_of_agent');
});

test('a reader opens the file beside its writer, and sees what is added', () => {
  const folder = temporaryFolder();
  const { log } = journal(folder);
  const reader = openDecisionReader(databaseFile(folder));
  try {
    log.append(sampleDecision(9));
    expect(reader.find('d-9')?.record).toStrictEqual(sampleDecision(9));
    expect(reader.verifyChain()).toBeUndefined();
  } finally {
    reader.close();
  }
});

test('a reader refuses a folder without a database', () => {
  expect(() => openDecisionReader(databaseFile(temporaryFolder()))).toThrow('holds nothing yet');
});
