import { and, asc, desc, eq, notInArray } from 'drizzle-orm';
import type { SearchRun, SearchTrial } from '@quarterdeck/core/contract/search.schema';
import type { Database } from './database.ts';
import { searches, trials } from './schema/research.ts';
import { columnsWithout } from './stored-row.ts';
import { createTableWriter } from './table-writer.ts';

export interface SearchStore {
  /** Inserts, or overwrites what is known of the search; its trials stay. */
  save(search: SearchRun): void;
  find(id: string): SearchRun | undefined;
  /** Newest first. */
  list(limit: number): readonly SearchRun[];
  /** A trial of the same number again replaces the first. */
  addTrials(searchId: string, added: readonly SearchTrial[]): void;
  /** By number: what a search that goes on need not run again. */
  trials(searchId: string): readonly SearchTrial[];
  /** With its trials. False when there is none. */
  remove(id: string): boolean;
}

/** A search whose process is gone can go on where it stopped. Called when the store opens. */
export function stopAbandonedSearches(
  { orm }: Database,
  options: { readonly livingOwners: readonly number[]; readonly tsNow: number },
): void {
  orm
    .update(searches)
    .set({ state: 'stopped', tsEnded: options.tsNow })
    .where(
      and(eq(searches.state, 'running'), notInArray(searches.owner, [...options.livingOwners])),
    )
    .run();
}

export function createSearchStore(database: Database, owner: number): SearchStore {
  const { orm, sqlite } = database;
  const columns = columnsWithout(searches, 'owner');
  const upsert = createTableWriter(sqlite, { table: searches, onConflict: { replaceOn: ['id'] } });
  const upsertTrial = createTableWriter(sqlite, {
    table: trials,
    onConflict: { replaceOn: ['searchId', 'number'] },
  });
  const addTrials = sqlite.transaction((searchId: string, added: readonly SearchTrial[]) => {
    for (const trial of added) upsertTrial({ ...trial, searchId });
  });
  return {
    save: (search) => {
      upsert({ ...search, owner });
    },
    find: (id) => orm.select(columns).from(searches).where(eq(searches.id, id)).get(),
    list: (limit) =>
      orm
        .select(columns)
        .from(searches)
        .orderBy(desc(searches.tsCreated), desc(searches.id))
        .limit(limit)
        .all(),
    addTrials: (searchId, added) => {
      addTrials.immediate(searchId, added);
    },
    trials: (searchId) =>
      orm
        .select(columnsWithout(trials, 'searchId'))
        .from(trials)
        .where(eq(trials.searchId, searchId))
        .orderBy(asc(trials.number))
        .all(),
    remove: (id) => orm.delete(searches).where(eq(searches.id, id)).run().changes === 1,
  };
}
