import BetterSqlite3 from 'better-sqlite3';
import { asStorageError, StorageError } from './storage-error.ts';

export interface ExclusiveLock {
  release(): void;
}

/**
 * Holds the operating system's lock on a file for as long as this process lives: it goes with the process,
 * however that ends, so there is nothing stale to clean up. Undefined when another holds it.
 * SQLite is used for its portable file locking only; the file stays empty. Throws StorageError.
 */
export function acquireExclusiveLock(file: string): ExclusiveLock | undefined {
  let sqlite: BetterSqlite3.Database | undefined;
  try {
    sqlite = new BetterSqlite3(file, { timeout: 0 });
    sqlite.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    sqlite?.close();
    const failure = asStorageError(error, file);
    if (failure instanceof StorageError && failure.code === 'STORAGE_BUSY') return undefined;
    throw failure;
  }
  const held = sqlite;
  return { release: () => held.close() };
}
