import { and, asc, desc, eq, inArray, isNotNull, notInArray } from 'drizzle-orm';
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
  /** The trials of these numbers and all that were run out of sample, by number; reads no others. */
  sampleTrials(searchId: string, numbers: readonly number[]): readonly SearchTrial[];
  /** With its trials. False when there is none. */
  remove(id: string): boolean;
}

/** A search whose process is gone can go on where it stopped. */
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

function createTrialReader({ orm }: Database): Pick<SearchStore, 'trials' | 'sampleTrials'> {
  const columns = columnsWithout(trials, 'searchId');
  const isOf = (searchId: string) => eq(trials.searchId, searchId);
  return {
    trials: (searchId) =>
      orm.select(columns).from(trials).where(isOf(searchId)).orderBy(asc(trials.number)).all(),
    sampleTrials: (searchId, numbers) => {
      const find = orm.select(columns).from(trials);
      // Two questions: joined by OR, the database would read every trial.
      const outside = find.where(and(isOf(searchId), isNotNull(trials.outOfSample))).all();
      const wanted = orm
        .select(columns)
        .from(trials)
        .where(and(isOf(searchId), inArray(trials.number, [...numbers])))
        .all();
      const byNumber = new Map([...wanted, ...outside].map((trial) => [trial.number, trial]));
      return [...byNumber.values()].toSorted((one, other) => one.number - other.number);
    },
  };
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
    ...createTrialReader(database),
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
    remove: (id) => orm.delete(searches).where(eq(searches.id, id)).run().changes === 1,
  };
}
