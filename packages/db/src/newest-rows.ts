import type BetterSqlite3 from 'better-sqlite3';

/**
 * Keeps the newest `keep` rows of a table that grows for ever, looking only once in `keep / 10`
 * inserts: the insert path stays one statement.
 */
export function createTrimmer(
  sqlite: BetterSqlite3.Database,
  table: 'denials' | 'alerts',
  keep: number,
): (insertedId: number) => void {
  const every = Math.max(1, Math.floor(keep / 10));
  const trim = sqlite.prepare<[number]>(`DELETE FROM ${table} WHERE id <= ?`);
  return (insertedId) => {
    if (insertedId % every === 0) trim.run(insertedId - keep);
  };
}
