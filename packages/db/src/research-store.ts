import type { EpochMs } from '@quarterdeck/core/kernel/clock';
import { openDatabase, type Database } from './database.ts';
import { RESEARCH_MIGRATIONS } from './migrations/research-migrations.ts';
import { createProposalStore, type ProposalStore } from './research-proposals.ts';
import { createRunStore, failAbandonedRuns, type RunStore } from './research-runs.ts';
import { createSearchStore, stopAbandonedSearches, type SearchStore } from './research-searches.ts';
import { runs, searches } from './schema/research.ts';
import { withStorageErrors } from './storage-error.ts';

/** Runs, searches and proposals of one installation. Every method throws StorageError when the file cannot be used. */
export interface ResearchStore {
  readonly runs: RunStore;
  readonly searches: SearchStore;
  readonly proposals: ProposalStore;
  /** Says of searches that died with their process that they stopped. Not for a process that runs one itself. */
  stopAbandonedSearches(): void;
  close(): void;
}

export interface OpenResearchOptions {
  readonly file: string;
  readonly now: () => EpochMs;
  /** This process. */
  readonly pid: number;
  /** Whether another process still lives: engines and searches of one installation share the file. */
  readonly isAlive: (pid: number) => boolean;
}

/** A number this process was given again belongs to one that has ended. */
function livingOwners({ orm }: Database, { pid, isAlive }: OpenResearchOptions): readonly number[] {
  const owners = [runs, searches].flatMap((table) =>
    orm.selectDistinct({ owner: table.owner }).from(table).all(),
  );
  return owners.map(({ owner }) => owner).filter((owner) => owner !== pid && isAlive(owner));
}

function guarded<TStore extends object>(file: string, store: TStore): TStore {
  const entries = Object.entries(store).map(([name, method]: [string, unknown]) => {
    if (typeof method !== 'function') return [name, method] as const;
    const call = (...args: unknown[]): unknown =>
      withStorageErrors(file, () => Reflect.apply(method, store, args) as unknown);
    return [name, call] as const;
  });
  return Object.fromEntries(entries) as TStore;
}

function compose(database: Database, options: OpenResearchOptions): ResearchStore {
  // The newest row may be lost with the power, not the file: nothing here is worth an order's wait for the disk.
  database.sqlite.pragma('synchronous = NORMAL');
  const abandoned = { livingOwners: livingOwners(database, options), tsNow: options.now() };
  failAbandonedRuns(database, abandoned);
  stopAbandonedSearches(database, abandoned);
  const { file } = database;
  return {
    runs: guarded(file, createRunStore(database, options.pid)),
    searches: guarded(file, createSearchStore(database, options.pid)),
    proposals: guarded(file, createProposalStore(database)),
    stopAbandonedSearches: () => {
      withStorageErrors(file, () => {
        const livingNow = livingOwners(database, options);
        stopAbandonedSearches(database, { livingOwners: livingNow, tsNow: options.now() });
      });
    },
    close: () => {
      database.close();
    },
  };
}

/** Opens, migrates, and ends what an earlier process left running. Throws StorageError; then nothing was changed. */
export function openResearchStore(options: OpenResearchOptions): ResearchStore {
  const { file, now } = options;
  const database = openDatabase({ file, now, migrations: RESEARCH_MIGRATIONS });
  try {
    return withStorageErrors(file, () => compose(database, options));
  } catch (error) {
    database.close();
    throw error;
  }
}
