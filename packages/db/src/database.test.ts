import { spawnSync } from 'node:child_process';
import { copyFileSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import BetterSqlite3 from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { openDatabase, type OpenDatabaseOptions } from './database.ts';
import { MIGRATIONS } from './migrations/migration-list.ts';
import type { Migration } from './migrations/migration.ts';
import { versionOf } from './migrations/migrate.ts';
import type { StorageErrorCode } from './storage-error.ts';
import { databaseFile, openTestMemory, T0 } from './testing/open-test-memory.ts';
import { sampleCandle, sampleLock } from './testing/sample-records.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const addNotes: Migration = {
  version: MIGRATIONS.length + 1,
  name: 'add_notes',
  sql: 'CREATE TABLE notes (text TEXT NOT NULL); ALTER TABLE alerts ADD COLUMN seen INTEGER;',
};

function fillFolder(): string {
  const folder = temporaryFolder();
  const memory = openTestMemory(folder);
  memory.write([{ type: 'RecordLock', lock: sampleLock }], 5);
  memory.writeCandles(
    Array.from({ length: 2_000 }, (_, index) => sampleCandle(index)),
    10_000,
  );
  memory.close();
  return folder;
}

interface Refusal {
  readonly file: string;
  readonly code: StorageErrorCode;
  readonly options?: Partial<OpenDatabaseOptions>;
}

/** Opening must fail with this code in one line, and every byte in the folder must stay as it was. */
function expectRefused({ file, code, options }: Refusal): void {
  const folder = dirname(file);
  const contents = () =>
    readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]);
  const before = contents();
  let caught: unknown;
  try {
    openDatabase({ file, now: () => T0, ...options }).close();
  } catch (error) {
    caught = error;
  }
  expect(caught).toMatchObject({ name: 'StorageError', code });
  expect((caught as Error).message).toContain(file);
  expect((caught as Error).message).not.toContain('\n');
  expect(contents()).toStrictEqual(before);
}

describe('a file that must not be used stays as it is', () => {
  test('when it was written by a newer program', () => {
    const file = databaseFile(fillFolder());
    openDatabase({ file, now: () => T0, migrations: [...MIGRATIONS, addNotes] }).close();
    expectRefused({ file, code: 'STORAGE_NEWER' });
  });

  test('when it is not a database', () => {
    const file = databaseFile(temporaryFolder());
    writeFileSync(file, 'a text that somebody saved under the wrong name\n'.repeat(10));
    expectRefused({ file, code: 'STORAGE_CORRUPT' });
  });

  test('when it is shorter than a header', () => {
    const file = databaseFile(temporaryFolder());
    writeFileSync(file, 'SQLite format 3\0');
    expectRefused({ file, code: 'STORAGE_CORRUPT' });
  });

  test('when it belongs to another program', () => {
    const file = databaseFile(temporaryFolder());
    const other = new BetterSqlite3(file);
    other.exec('CREATE TABLE theirs (id INTEGER)');
    other.close();
    expectRefused({ file, code: 'STORAGE_FOREIGN' });
  });

  test('when pages in its middle were overwritten', () => {
    const file = databaseFile(fillFolder());
    const bytes = readFileSync(file);
    bytes.fill(0xa5, 3 * 4_096, bytes.length - 4_096);
    writeFileSync(file, bytes);
    expectRefused({ file, code: 'STORAGE_CORRUPT' });
  });

  test('when its end is missing', () => {
    const file = databaseFile(fillFolder());
    truncateSync(file, Math.floor(readFileSync(file).length / 2 / 4_096) * 4_096);
    expectRefused({ file, code: 'STORAGE_CORRUPT' });
  });

  test('when the file system does not let us write beside it', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'plain-file'), 'x');
    const file = join(folder, 'plain-file', 'desk.db');
    expect(() => openDatabase({ file, now: () => T0 })).toThrow(
      expect.objectContaining({ code: 'STORAGE_NOT_WRITABLE' }),
    );
    expect(readFileSync(join(folder, 'plain-file'), 'utf8')).toBe('x');
  });
});

describe('migration', () => {
  test('of an older database keeps its rows and leaves a copy of it as it was', () => {
    const folder = fillFolder();
    const file = databaseFile(folder);
    const upgraded = openDatabase({ file, now: () => T0, migrations: [...MIGRATIONS, addNotes] });
    expect(versionOf(upgraded.sqlite)).toBe(addNotes.version);
    expect(upgraded.sqlite.prepare('SELECT count(*) FROM locks').pluck().get()).toBe(1);
    upgraded.close();

    const backup = `${file}.v${MIGRATIONS.length}-${T0}.bak`;
    const restored = temporaryFolder();
    copyFileSync(backup, databaseFile(restored));
    expect(openTestMemory(restored).restoredState().lock).toStrictEqual(sampleLock);
  });

  test('of a new database makes no copy', () => {
    const folder = temporaryFolder();
    openTestMemory(folder).close();
    expect(readdirSync(folder)).toStrictEqual(['desk.db']);
  });

  test('that fails half way leaves the version and the tables before it', () => {
    const file = databaseFile(fillFolder());
    const broken = { ...addNotes, sql: `${addNotes.sql} INSERT INTO nowhere VALUES (1);` };
    expect(() =>
      openDatabase({ file, now: () => T0, migrations: [...MIGRATIONS, broken] }),
    ).toThrow(expect.objectContaining({ name: 'StorageError' }));

    const { sqlite } = openTestMemory(dirname(file)).database;
    expect(versionOf(sqlite)).toBe(MIGRATIONS.length);
    expect(sqlite.prepare(`SELECT name FROM sqlite_master WHERE name = 'notes'`).get()).toBe(
      undefined,
    );
  });

  test('numbers have no gap', () => {
    expect(MIGRATIONS.map(({ version }) => version)).toStrictEqual(
      MIGRATIONS.map((_, index) => index + 1),
    );
  });
});

test('every commit is durable: log mode WAL, synchronous FULL, foreign keys on', () => {
  const { sqlite } = openTestMemory().database;
  expect(sqlite.pragma('journal_mode', { simple: true })).toBe('wal');
  expect(sqlite.pragma('synchronous', { simple: true })).toBe(2);
  expect(sqlite.pragma('foreign_keys', { simple: true })).toBe(1);
});

test('what a write returned from survives kill -9 right after it', () => {
  const folder = temporaryFolder();
  const program = fileURLToPath(new URL('./testing/write-and-die.ts', import.meta.url));
  const child = spawnSync(process.execPath, ['--import', 'tsx', program, databaseFile(folder)]);
  expect(child.signal, child.stderr.toString()).toBe('SIGKILL');
  const memory = openTestMemory(folder);
  expect(memory.restoredState().lock).toStrictEqual(sampleLock);
  expect(memory.lastEventSeq()).toBe(sampleLock.eventSeq);
});

test('a database held by another connection for longer than the patience is a typed error', () => {
  const folder = temporaryFolder();
  const memory = openTestMemory(folder);
  memory.database.sqlite.pragma('busy_timeout = 0');
  const other = new BetterSqlite3(databaseFile(folder));
  other.exec('BEGIN IMMEDIATE');
  expect(() => {
    memory.write([{ type: 'RecordLock', lock: sampleLock }], 1);
  }).toThrow(expect.objectContaining({ code: 'STORAGE_BUSY' }));
  other.close();
  memory.write([{ type: 'RecordLock', lock: sampleLock }], 1);
  expect(memory.restoredState().lock).toStrictEqual(sampleLock);
});

test('a full disk is a typed error and the tables go on once there is room', () => {
  const memory = openTestMemory();
  const { sqlite } = memory.database;
  const pages = Number(sqlite.pragma('page_count', { simple: true }));
  sqlite.pragma(`max_page_count = ${pages}`);
  const bars = Array.from({ length: 2_000 }, (_, index) => sampleCandle(index));
  expect(() => {
    memory.writeCandles(bars, 5_000);
  }).toThrow(expect.objectContaining({ code: 'STORAGE_FULL' }));
  expect(memory.restoredState().history).toStrictEqual([]);
  sqlite.pragma('max_page_count = 1000000');
  memory.writeCandles(bars, 5_000);
  expect(memory.restoredState().history).toHaveLength(2_000);
});
