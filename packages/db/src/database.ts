import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { drizzle, type BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { EpochMs } from '@quarterdeck/core/kernel/clock';
import { APPLICATION_ID, ensureVersion, inspectFile } from './inspect-file.ts';
import { migrate, versionOf } from './migrations/migrate.ts';
import { MIGRATIONS } from './migrations/migration-list.ts';
import type { Migration } from './migrations/migration.ts';
import { StorageError, withStorageErrors } from './storage-error.ts';

const BUSY_TIMEOUT_MS = 2_000;

export interface Database {
  readonly file: string;
  /** For the hot path. */
  readonly sqlite: BetterSqlite3.Database;
  readonly orm: BetterSQLite3Database;
  close(): void;
}

export interface OpenDatabaseOptions {
  readonly file: string;
  /** Wall time, for the names of backups. */
  readonly now: () => EpochMs;
  /** Anything but `wal` only for measurements. */
  readonly journalMode?: 'wal' | 'delete';
  readonly migrations?: readonly Migration[];
}

function ensureIntact(sqlite: BetterSqlite3.Database, file: string): void {
  const found = sqlite.pragma('quick_check(1)', { simple: true });
  if (found !== 'ok') {
    throw new StorageError('STORAGE_CORRUPT', `${file} is damaged: ${String(found)}`);
  }
}

function configure(sqlite: BetterSqlite3.Database, journalMode: string): void {
  sqlite.pragma(`journal_mode = ${journalMode}`);
  // FULL: a confirmed lock or intent survives a power cut, not only a crash.
  sqlite.pragma('synchronous = FULL');
  sqlite.pragma('foreign_keys = ON');
}

function prepareTables(sqlite: BetterSqlite3.Database, options: OpenDatabaseOptions): void {
  const { file, now, journalMode = 'wal', migrations = MIGRATIONS } = options;
  const isExisting = inspectFile(file, migrations.length);
  sqlite.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
  if (isExisting) {
    ensureIntact(sqlite, file);
    // A newer version may still stand in the log beside the file only.
    ensureVersion(file, versionOf(sqlite), migrations.length);
  }
  if (!isExisting) sqlite.pragma(`application_id = ${APPLICATION_ID}`);
  configure(sqlite, journalMode);
  migrate(sqlite, { migrations, backupFile: (from) => `${file}.v${from}-${now()}.bak` });
}

/**
 * Opens, checks and migrates. Throws StorageError; then the file is as it was.
 * The folder is made when absent.
 */
export function openDatabase(options: OpenDatabaseOptions): Database {
  const { file } = options;
  return withStorageErrors(file, () => {
    mkdirSync(dirname(file), { recursive: true });
    inspectFile(file, (options.migrations ?? MIGRATIONS).length);
    const sqlite = new BetterSqlite3(file);
    try {
      prepareTables(sqlite, options);
    } catch (error) {
      sqlite.close();
      throw error;
    }
    return { file, sqlite, orm: drizzle({ client: sqlite }), close: () => sqlite.close() };
  });
}
