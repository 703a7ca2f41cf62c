import { and, desc, eq, isNotNull, notInArray } from 'drizzle-orm';
import type { BacktestRun, BacktestSummary } from '@quarterdeck/core/contract/backtest-run.schema';
import type { Database } from './database.ts';
import { reports, runs } from './schema/research.ts';
import { columnsWithout } from './stored-row.ts';
import { createTableWriter } from './table-writer.ts';

/** Runs kept; the oldest ones that have ended go first. */
const RUNS_KEPT = 500;

export interface FinishedRun {
  readonly runId: string;
  readonly ts: number;
  readonly summary: BacktestSummary;
}

export interface RunStore {
  /** Inserts, or overwrites what is known of the run; progress is not kept. */
  save(run: BacktestRun): void;
  /** The end of a run and its report (compressed JSON), both or neither. */
  finish(run: BacktestRun, report: Uint8Array): void;
  find(id: string): BacktestRun | undefined;
  /** Newest first. */
  list(limit: number): readonly BacktestRun[];
  findReport(id: string): Uint8Array | undefined;
  /** Newest finished run of this strategy alone. */
  newestOf(strategyId: string): FinishedRun | undefined;
  /** False when there is none. */
  remove(id: string): boolean;
}

type RunRow = Omit<typeof runs.$inferSelect, 'owner' | 'onlyStrategy'>;

const asRun = (row: RunRow): BacktestRun => ({ ...row, progress: row.state === 'done' ? 1 : 0 });

function onlyStrategyOf({ request }: BacktestRun): string | null {
  const [only, ...others] = request.strategies;
  return only === undefined || only === 'all' || others.length > 0 ? null : only;
}

function createFinder({ orm }: Database): Pick<RunStore, 'find' | 'list' | 'newestOf'> {
  const { owner: _owner, ...columns } = columnsWithout(runs, 'onlyStrategy');
  return {
    find: (id) => {
      const row = orm.select(columns).from(runs).where(eq(runs.id, id)).get();
      return row === undefined ? undefined : asRun(row);
    },
    list: (limit) =>
      orm
        .select(columns)
        .from(runs)
        .orderBy(desc(runs.tsCreated), desc(runs.id))
        .limit(limit)
        .all()
        .map(asRun),
    newestOf: (strategyId) => {
      const { id: runId, tsEnded, summary } = columns;
      const isIts = and(eq(runs.onlyStrategy, strategyId), eq(runs.state, 'done'));
      const row = orm
        .select({ runId, ts: tsEnded, summary })
        .from(runs)
        .where(and(isIts, isNotNull(summary)))
        .orderBy(desc(runs.tsEnded))
        .limit(1)
        .get();
      if (row === undefined || row.ts === null || row.summary === null) return undefined;
      return { runId: row.runId, ts: row.ts, summary: row.summary };
    },
  };
}

function createTrimmer({ sqlite }: Database): () => void {
  const trim = sqlite.prepare<[number]>(
    `DELETE FROM runs WHERE state NOT IN ('queued', 'running') AND id IN (
       SELECT id FROM runs ORDER BY ts_created DESC, id DESC LIMIT -1 OFFSET ?)`,
  );
  return () => void trim.run(RUNS_KEPT);
}

/** Whatever worked on them is gone: nobody will finish these runs. Called when the store opens. */
export function failAbandonedRuns(
  { orm }: Database,
  options: { readonly livingOwners: readonly number[]; readonly tsNow: number },
): void {
  const unfinished = notInArray(runs.state, ['done', 'failed', 'cancelled']);
  orm
    .update(runs)
    .set({ state: 'failed', error: 'the engine ended while it ran', tsEnded: options.tsNow })
    .where(and(unfinished, notInArray(runs.owner, [...options.livingOwners])))
    .run();
}

export function createRunStore(database: Database, owner: number): RunStore {
  const { orm, sqlite } = database;
  const upsert = createTableWriter(sqlite, { table: runs, onConflict: { replaceOn: ['id'] } });
  const insertReport = createTableWriter(sqlite, {
    table: reports,
    onConflict: { replaceOn: ['runId'] },
  });
  const trim = createTrimmer(database);
  const save = (run: BacktestRun): void => {
    upsert({ ...run, onlyStrategy: onlyStrategyOf(run), owner });
  };
  const finish = sqlite.transaction((run: BacktestRun, report: Uint8Array) => {
    save(run);
    insertReport({ runId: run.id, report: Buffer.from(report) });
    trim();
  });
  return {
    ...createFinder(database),
    save,
    finish: (run, report) => {
      finish.immediate(run, report);
    },
    findReport: (id) => orm.select().from(reports).where(eq(reports.runId, id)).get()?.report,
    remove: (id) => orm.delete(runs).where(eq(runs.id, id)).run().changes === 1,
  };
}
