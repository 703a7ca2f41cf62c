import { describe, expect, test } from 'vitest';
import type { DeskMemory } from './memory.ts';
import { sampleTrade } from './testing/sample-records.ts';
import { openTestMemory, T0 } from './testing/open-test-memory.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const entry = (number: number) => ({
  ts: T0 + number,
  actor: 'anna',
  via: 'console',
  action: 'Lock',
  request: `{"level":"lock","number":${number}}`,
  outcome: 'accepted',
  eventSeq: number,
});

function auditedMemory(entries: number, folder = temporaryFolder()): DeskMemory {
  const memory = openTestMemory(folder);
  for (let number = 1; number <= entries; number += 1) memory.writeAudit(entry(number));
  return memory;
}

describe('the audit chain', () => {
  test('holds over a restart and gives entries back newest first', () => {
    const folder = temporaryFolder();
    auditedMemory(3, folder).close();
    const memory = openTestMemory(folder);
    memory.writeAudit(entry(4));
    expect(memory.verifyAuditChain()).toBeUndefined();
    expect(memory.listAudit(2)).toMatchObject([
      { id: 4, ...entry(4) },
      { id: 3, ...entry(3) },
    ]);
  });

  test('of an empty log holds', () => {
    expect(openTestMemory().verifyAuditChain()).toBeUndefined();
  });

  test('holds over more entries than one page', () => {
    const memory = auditedMemory(0);
    memory.database.sqlite.exec('BEGIN');
    for (let number = 1; number <= 2_500; number += 1) memory.writeAudit(entry(number));
    memory.database.sqlite.exec('COMMIT');
    expect(memory.verifyAuditChain()).toBeUndefined();
    memory.database.sqlite.exec(`UPDATE audit SET actor = 'bob' WHERE id = 2100`);
    expect(memory.verifyAuditChain()).toBe(2_100);
  });

  test.each([
    ['a changed outcome', `UPDATE audit SET outcome = 'denied' WHERE id = 2`, 2],
    ['a changed time', `UPDATE audit SET ts = ts + 1 WHERE id = 3`, 3],
    ['a removed entry', `DELETE FROM audit WHERE id = 2`, 2],
    ['a removed first entry', `DELETE FROM audit WHERE id = 1`, 1],
    ['cut off newest entries', `DELETE FROM audit WHERE id >= 4`, 4],
    ['an emptied log', `DELETE FROM audit`, 1],
    [
      'two entries that changed places',
      `UPDATE audit SET id = 9 WHERE id = 2; UPDATE audit SET id = 2 WHERE id = 3; UPDATE audit SET id = 3 WHERE id = 9`,
      2,
    ],
  ])('shows %s', (_what, sql, broken) => {
    const memory = auditedMemory(5);
    memory.database.sqlite.exec(sql);
    expect(memory.verifyAuditChain()).toBe(broken);
  });
});

describe('receipts', () => {
  const receipt = { commandId: 'command-1', eventSeq: 12, enforcedMs: 0.375, tsEnforced: T0 };

  test('come back exactly, also after a restart', () => {
    const folder = temporaryFolder();
    const memory = openTestMemory(folder);
    memory.write([], 12, [{ entry: entry(12), receipt }]);
    memory.close();
    expect(openTestMemory(folder).findReceipt('command-1')).toStrictEqual(receipt);
  });

  test('stay the first ones when the same command comes again', () => {
    const memory = openTestMemory();
    memory.write([], 12, [{ entry: entry(12), receipt }]);
    memory.write([], 13, [{ entry: entry(13), receipt: { ...receipt, eventSeq: 13 } }]);
    expect(memory.findReceipt('command-1')).toStrictEqual(receipt);
    expect(memory.listAudit(10)).toHaveLength(2);
  });

  test('are stored with the records they answer for, or not at all', () => {
    const memory = openTestMemory();
    const twice = [sampleTrade, sampleTrade].map(
      (trade) => ({ type: 'RecordTradeClosed', trade }) as const,
    );
    memory.database.sqlite.exec('CREATE UNIQUE INDEX once ON trades (position_id)');
    const answers = [{ entry: entry(12), receipt }];
    expect(() => memory.write(twice, 12, answers)).toThrow();
    expect(memory.findReceipt('command-1')).toBeUndefined();
    expect([memory.listAudit(10), memory.listTrades(10)]).toStrictEqual([[], []]);
    memory.write(twice.slice(1), 12, answers);
    expect(memory.findReceipt('command-1')).toStrictEqual(receipt);
    expect(memory.listTrades(10)).toHaveLength(1);
    expect(memory.verifyAuditChain()).toBeUndefined();
  });

  test('do not exist for commands that were never given', () => {
    expect(openTestMemory().findReceipt('command-2')).toBeUndefined();
  });
});
