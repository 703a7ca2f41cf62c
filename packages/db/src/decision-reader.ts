import { existsSync } from 'node:fs';
import BetterSqlite3 from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import type { Database } from './database.ts';
import { createDecisionChains, findBrokenRow, type BrokenRow } from './decision-chains.ts';
import { createDecisionQueries, type DecisionQueries } from './decision-queries.ts';
import { inspectFile } from './inspect-file.ts';
import { createMetaStore } from './meta-store.ts';
import { versionOf } from './migrations/migrate.ts';
import { MIGRATIONS } from './migrations/migration-list.ts';
import { StorageError, withStorageErrors } from './storage-error.ts';

/** First schema that has the tables. */
const LEAST_VERSION = 3;

export interface DecisionReader extends DecisionQueries {
  verifyChain(): BrokenRow | undefined;
  close(): void;
}

function openReadOnly(file: string): Database {
  if (!existsSync(file) || !inspectFile(file, MIGRATIONS.length)) {
    throw new StorageError('STORAGE_FAILED', `${file} holds nothing yet`);
  }
  const sqlite = new BetterSqlite3(file, { readonly: true });
  const version = versionOf(sqlite);
  if (version >= LEAST_VERSION) {
    return { file, sqlite, orm: drizzle({ client: sqlite }), close: () => sqlite.close() };
  }
  sqlite.close();
  throw new StorageError(
    'STORAGE_FAILED',
    `${file} has schema ${version}, from before there were decisions: start the engine once`,
  );
}

function compose(database: Database): DecisionReader {
  const chains = createDecisionChains(database, createMetaStore(database));
  const queries = createDecisionQueries(database);
  const guard = <TResult>(work: () => TResult): TResult => withStorageErrors(database.file, work);
  return {
    list: (page) => guard(() => queries.list(page)),
    countOutcomes: (filter) => guard(() => queries.countOutcomes(filter)),
    find: (decisionId) => guard(() => queries.find(decisionId)),
    findPrevious: (decisionId) => guard(() => queries.findPrevious(decisionId)),
    read: (afterId, limit, filter) => guard(() => queries.read(afterId, limit, filter)),
    readRecords: (afterId, limit) => guard(() => queries.readRecords(afterId, limit)),
    listDue: (due) => guard(() => queries.listDue(due)),
    costByDay: (fromTs, toTs) => guard(() => queries.costByDay(fromTs, toTs)),
    verifyChain: () => guard(() => findBrokenRow(chains)),
    close: () => {
      database.close();
    },
  };
}

/** The journal of a data folder, beside a running engine or without one; never changes the file. Throws StorageError. */
export function openDecisionReader(file: string): DecisionReader {
  return withStorageErrors(file, () => compose(openReadOnly(file)));
}
