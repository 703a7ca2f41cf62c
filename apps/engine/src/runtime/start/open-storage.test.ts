import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asStrategyId } from '@quarterdeck/core/kernel/ids';
import type { LockState, StrategyControl } from '@quarterdeck/core/model/control';
import { databaseFileOf, type RunMode } from './data-folder.ts';
import { openStorage, type Storage } from './open-storage.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'quarterdeck-storage-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const wall = { now: () => 1_000, monotonicMs: () => 0 };

function within<TResult>(mode: RunMode, use: (storage: Storage) => TResult): TResult {
  const storage = openStorage({ folder, mode, startsLocked: false, wall });
  try {
    return use(storage);
  } finally {
    storage.close();
  }
}

const lockAtStart = (mode: RunMode): LockState | undefined =>
  within(mode, ({ memory }) => memory.restoredState().lock);

function leave(name: string, text: string): void {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}

const control: StrategyControl = {
  strategyId: asStrategyId('scalp_ping_5s'),
  entry_enabled: false,
  exit_enabled: true,
  memo: 'too noisy today',
  by: 'ada',
  tsUpdated: 7,
  eventSeq: 12,
};
const byConfig = { ...control, strategyId: asStrategyId('scalp_tick_imbalance'), by: 'config' };

describe('the tables of a data folder', () => {
  it.each(['simulated', 'replay'] as const)('start unlocked in a new folder (%s)', (mode) => {
    expect(lockAtStart(mode)?.level).toBe('none');
    expect(lockAtStart(mode)?.level).toBe('none');
  });

  it.each([
    ['a journal', 'simulated', 'journal/s1.jsonl', undefined],
    ["a venue's book", 'simulated', 'venue/venue-book.jsonl', undefined],
    ['a journal and an empty database file', 'simulated', 'journal/s1.jsonl', ''],
    ['a journal', 'replay', 'journal/s1.jsonl', undefined],
    ['a journal and an empty database file', 'replay', 'journal/s1.jsonl', ''],
  ] as const)(
    'say nothing about a lock where %s shows that they were lost (%s)',
    (_, mode, trace, database) => {
      leave(trace, '{}\n');
      if (database !== undefined) writeFileSync(databaseFileOf(folder), database);
      expect(lockAtStart(mode)).toBeUndefined();
    },
  );

  it.runIf(existsSync('/proc/self'))('say in one line why their folder cannot be made', () => {
    folder = '/proc/quarterdeck-none/demo-simulated';
    expect(() => lockAtStart('simulated')).toThrow(
      `data folder ${folder}: /proc/quarterdeck-none cannot be made (ENOENT)`,
    );
  });

  it('keep a lock, switches and memo over a new replay, and leave the others to the config', () => {
    const lock = { level: 'lock', reason: 'test', by: 'ada', tsSince: 5, eventSeq: 11 } as const;
    within('replay', ({ memory }) => {
      memory.write(
        [
          { type: 'RecordLock', lock },
          { type: 'RecordControl', control },
          { type: 'RecordControl', control: byConfig },
        ],
        12,
      );
    });
    within('replay', ({ memory }) => {
      expect(memory.restoredState().lock).toEqual(lock);
      expect(memory.restoredState().controls).toEqual([control]);
    });
  });
});
