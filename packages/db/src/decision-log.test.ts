import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { HorizonResult } from '@quarterdeck/core/contract/agent/decision-result.schema';
import { createDecisionLog, type DecisionLog } from './decision-log.ts';
import { createDecisionQueries } from './decision-queries.ts';
import { openDecisionReader } from './decision-reader.ts';
import { sha256 } from './hash-chain.ts';
import type { DeskMemory } from './memory.ts';
import { databaseFile, openTestMemory } from './testing/open-test-memory.ts';
import { DECIDED, sampleDecision } from './testing/sample-decision.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const mark = { gross: 1, fees: 0.5, slippage: 0.25, funding: 0, net: 0.25 };
const result: HorizonResult = {
  kind: 'horizon',
  horizon: '1h',
  tsDue: DECIDED + 3_600_000,
  tsMark: DECIDED + 3_600_000,
  markPrice: 60_100,
  claude: { ...mark, exit: 'horizon', tsExit: DECIDED },
  rules: null,
  nothing: { ...mark, exit: 'none', tsExit: DECIDED },
  vetoed: null,
};

function fill(log: DecisionLog, count = 5): void {
  for (let number = 1; number <= count; number += 1) log.append(sampleDecision(number));
  for (let number = 1; number <= Math.min(count, 3); number += 1) {
    log.appendResult({ decisionId: `d-${number}`, tsRecorded: DECIDED, result });
  }
  log.appendGateCounts(
    [1, 2, 3].map((count) => ({ symbol: 'BTC/USDT', tsMinute: DECIDED, layer: 'timer', count })),
  );
}

function journal(count = 5): { memory: DeskMemory; log: DecisionLog } {
  const memory = openTestMemory();
  const log = createDecisionLog(memory.database);
  fill(log, count);
  return { memory, log };
}

describe('the decision journal', () => {
  test('stores a text that three hundred decisions share once', () => {
    const { memory, log } = journal(0);
    memory.database.sqlite.transaction(() => {
      for (let number = 1; number <= 300; number += 1) log.append(sampleDecision(number));
    })();
    const texts = memory.database.sqlite.prepare('SELECT count(*) FROM decision_texts').pluck();
    // Seven shared ones and a snapshot each.
    expect(texts.get()).toBe(307);
    expect(log.verifyChain()).toBeUndefined();
  });

  test('is written in the transaction of its caller, or not at all', () => {
    const { memory, log } = journal(3);
    const { sqlite } = memory.database;
    const orders = sqlite.transaction(() => {
      expect(log.append(sampleDecision(4))).toBe(4);
      log.appendGateCounts([{ symbol: 'ETH/USDT', tsMinute: 0, layer: 'timer', count: 1 }]);
      throw new Error('the order could not be stored');
    });
    expect(orders).toThrow('could not be stored');
    expect(sqlite.prepare('SELECT count(*) FROM decisions').pluck().get()).toBe(3);
    expect(log.verifyChain()).toBeUndefined();
    expect(log.append(sampleDecision(4))).toBe(4);
    expect(log.verifyChain()).toBeUndefined();
  });

  test('takes a decision and each of its results once', () => {
    const { log } = journal();
    expect(() => log.append(sampleDecision(2))).toThrow('UNIQUE');
    const again = { decisionId: 'd-2', tsRecorded: DECIDED, result };
    expect(() => log.appendResult(again)).toThrow('UNIQUE');
    expect(() => log.appendResult({ ...again, decisionId: 'd-99' })).toThrow('FOREIGN');
    expect(log.verifyChain()).toBeUndefined();
  });

  test('refuses a snapshot whose hash is that of another text', () => {
    const { log } = journal(0);
    const record = sampleDecision(1);
    const snapshot = { ...record.snapshot, text: 'made up' };
    expect(() => log.append({ ...record, snapshot })).toThrow('another hash');
  });

  test.each([
    ['another outcome', `UPDATE decisions SET outcome = 'MODEL_HOLD' WHERE id = 2`, 'decisions', 2],
    ['another cost', `UPDATE decisions SET cost = '0' WHERE id = 3`, 'decisions', 3],
    [
      'a removed decision',
      `PRAGMA foreign_keys = OFF; DELETE FROM decisions WHERE id = 4`,
      'decisions',
      4,
    ],
    ['a cut off end', `DELETE FROM decisions WHERE id >= 4`, 'decisions', 4],
    ['a removed prompt', `DELETE FROM decision_texts WHERE text LIKE 'rules%'`, 'decisions', 1],
    [
      'a changed snapshot',
      `UPDATE decision_texts SET text = 'x' WHERE text LIKE '%60003'`,
      'decisions',
      3,
    ],
    [
      'a text that became bytes',
      `UPDATE decision_texts SET text = CAST(text AS BLOB) WHERE text LIKE '%60002'`,
      'decisions',
      2,
    ],
    [
      'another result',
      `UPDATE decision_outcomes SET result = replace(result, '60100', '60200')`,
      'decision_outcomes',
      1,
    ],
    [
      'a result of another decision',
      `UPDATE decision_outcomes SET decision_id = 'd-5' WHERE id = 3`,
      'decision_outcomes',
      3,
    ],
    ['fewer skips', `UPDATE gate_counts SET count = 0 WHERE id = 2`, 'gate_counts', 2],
    ['a cut off count', `DELETE FROM gate_counts WHERE id = 3`, 'gate_counts', 3],
  ])('shows %s', (_what, sql, table, id) => {
    const { memory, log } = journal();
    memory.database.sqlite.exec(sql);
    expect(log.verifyChain()).toStrictEqual({ table, id });
  });

  test('still shows a cut end after more was appended', () => {
    const { memory, log } = journal();
    memory.database.sqlite.exec('DELETE FROM decisions WHERE id >= 4');
    log.append(sampleDecision(6));
    expect(log.verifyChain()).toStrictEqual({ table: 'decisions', id: 4 });
  });
});

describe('a snapshot that its two halves make up', () => {
  /** As every question of the desk is. */
  function asked() {
    const record = sampleDecision(1);
    const request = record.request && { ...record.request, slowText: 'slow', freshText: 'fresh' };
    const text = `${record.versions.prompt}\nslow\nfresh`;
    return { ...record, request, snapshot: { ...record.snapshot, hash: sha256(text), text } };
  }

  test('opens as it was written, and is stored once', () => {
    const { memory, log } = journal(0);
    log.append(asked());
    expect(createDecisionQueries(memory.database).find('d-1')?.record).toStrictEqual(asked());
    const stored = memory.database.sqlite.prepare(
      `SELECT count(*) FROM decision_texts WHERE text LIKE '%fresh'`,
    );
    expect(stored.pluck().get()).toBe(1);
    expect(log.verifyChain()).toBeUndefined();
  });

  test.each([
    ['a half is missing', `DELETE FROM decision_texts WHERE text = 'slow'`],
    ['a half is another one', `UPDATE decision_texts SET text = 'later' WHERE text = 'fresh'`],
    ['it was made of others', `UPDATE decisions SET record = replace(record, '"p1"', '"p2"')`],
  ])('shows when %s', (_what, sql) => {
    const { memory, log } = journal(0);
    log.append(asked());
    memory.database.sqlite.exec(sql);
    expect(log.verifyChain()).toStrictEqual({ table: 'decisions', id: 1 });
    expect(() => createDecisionQueries(memory.database).find('d-1')).toThrow('missing');
  });
});

describe('one flipped byte in the file', () => {
  /** A closed database with everything in its main file, and what its rows say. */
  function closedFile(): string {
    const folder = temporaryFolder();
    const memory = openTestMemory(folder);
    fill(createDecisionLog(memory.database));
    // Without most of what pages still hold of rows that have moved.
    memory.database.sqlite.exec('VACUUM');
    memory.database.sqlite.pragma('wal_checkpoint(TRUNCATE)');
    memory.close();
    return databaseFile(folder);
  }

  function verdictOf(file: string): unknown {
    const reader = openDecisionReader(file);
    onTestFinished(() => {
      reader.close();
    });
    return reader.verifyChain();
  }

  const places: readonly (readonly [string, string])[] = [
    ['a static prompt', 'rules of the desk'],
    ['a slow text', 'candles of the day'],
    ['a fresh text', 'quotes of now'],
    ['an answer', '{"action":"BUY"}'],
    ['a snapshot', 'BTC/USDT close 60004'],
    ['an input of a step', '{"cap":0.1}'],
    ['a rationale', 'Trend holds'],
    ['the gate', 'price_z_score'],
    ['the draw', '"seed":7'],
    ['a clamp', 'kelly_cap'],
    ['an order', 'q-desk1-d-1'],
    ['an attempt', '"requestId":"req_1"'],
    ['a version', '"sdk":"1.11.0"'],
    ['the budget', '"spent":"1.5"'],
    ['a result', '"markPrice":60100'],
  ];

  test.each(places)('is found in %s', (_what, text) => {
    const file = closedFile();
    const bytes = readFileSync(file);
    // The last one: unused room in an earlier page may hold a copy that no row reads.
    const at = bytes.lastIndexOf(text);
    expect(at).toBeGreaterThan(0);
    expect(verdictOf(file)).toBeUndefined();
    for (const place of [at, at + text.length - 1]) {
      const broken = Buffer.from(bytes);
      broken.writeUInt8(broken.readUInt8(place) ^ 1, place);
      writeFileSync(file, broken);
      expect(verdictOf(file)).toMatchObject({ id: expect.any(Number) as number });
    }
  });
});
