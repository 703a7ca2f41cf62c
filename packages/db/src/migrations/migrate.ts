import { renameSync, rmSync } from 'node:fs';
import type BetterSqlite3 from 'better-sqlite3';
import type { Migration } from './migration.ts';

/** Where a copy of the file goes before a database that holds something is changed. */
export interface MigrateOptions {
  readonly migrations: readonly Migration[];
  readonly backupFile: (fromVersion: number) => string;
}

export function versionOf(sqlite: BetterSqlite3.Database): number {
  return Number(sqlite.pragma('user_version', { simple: true }));
}

/** Complete or absent: a copy that was cut short never carries the final name. */
function writeBackup(sqlite: BetterSqlite3.Database, file: string): void {
  const partial = `${file}.partial`;
  rmSync(partial, { force: true });
  sqlite.prepare('VACUUM INTO ?').run(partial);
  renameSync(partial, file);
}

/**
 * Brings the schema up to the newest version, each step and its version number in one transaction:
 * a process killed in between leaves the version before.
 */
export function migrate(sqlite: BetterSqlite3.Database, options: MigrateOptions): void {
  const from = versionOf(sqlite);
  const pending = options.migrations.filter(({ version }) => version > from);
  if (pending.length === 0) return;
  if (from > 0) writeBackup(sqlite, options.backupFile(from));
  for (const { version, sql } of pending) {
    sqlite
      .transaction(() => {
        sqlite.exec(sql);
        sqlite.pragma(`user_version = ${version}`);
      })
      .immediate();
  }
  // The version must stand in the main file: that is where an older program looks before it opens anything.
  sqlite.pragma('wal_checkpoint(TRUNCATE)');
}
