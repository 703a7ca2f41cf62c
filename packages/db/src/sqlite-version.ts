import BetterSqlite3 from 'better-sqlite3';

/** Version of the SQLite library in use, for reports. */
export function readSqliteVersion(): string {
  const sqlite = new BetterSqlite3(':memory:');
  try {
    return String(sqlite.prepare('SELECT sqlite_version()').pluck().get());
  } finally {
    sqlite.close();
  }
}
