import { join } from 'node:path';
import { getTableColumns, getTableName } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { expect, onTestFinished, test } from 'vitest';
import { backtestRequestSchema } from '@quarterdeck/core/contract/backtest.schema';
import type { BacktestRun } from '@quarterdeck/core/contract/backtest-run.schema';
import { searchRequestSchema, type SearchRun } from '@quarterdeck/core/contract/search.schema';
import type { Proposal } from '@quarterdeck/core/contract/strategy-card.schema';
import { openDatabase } from './database.ts';
import { RESEARCH_MIGRATIONS } from './migrations/research-migrations.ts';
import { openResearchStore, type OpenResearchOptions } from './research-store.ts';
import { proposals, reports, runs, searches, trials } from './schema/research.ts';
import { T0 } from './testing/open-test-memory.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const fileIn = (folder: string): string => join(folder, 'research.db');

function open(folder = temporaryFolder(), options: Partial<OpenResearchOptions> = {}) {
  const isAlive = (): boolean => false;
  const store = openResearchStore({
    file: fileIn(folder),
    now: () => T0,
    pid: 7,
    isAlive,
    ...options,
  });
  onTestFinished(() => {
    store.close();
  });
  return store;
}

const summary = {
  currency: 'USD',
  net: '12.5',
  returnPct: 0.1,
  trades: 4,
  winRatePct: 50,
  profitFactor: null,
  sharpe: 1.2,
  maxDrawdownPct: 0.4,
};

const request = (...strategies: string[]) =>
  backtestRequestSchema.parse({ strategies, data: ['BTC/USDT=bars.csv'] });

const runOf = (id: string, fields: Partial<BacktestRun> = {}): BacktestRun => ({
  id,
  state: 'queued',
  progress: 0,
  by: 'anna',
  tsCreated: T0,
  tsEnded: null,
  request: request('scalp_ping_5s'),
  error: null,
  summary: null,
  elapsedMs: null,
  ...fields,
});

const done = (id: string, fields: Partial<BacktestRun> = {}): BacktestRun =>
  runOf(id, { state: 'done', progress: 1, tsEnded: T0 + 5, elapsedMs: 4.5, summary, ...fields });

test('a run comes back as it was saved, its report with it, and goes when removed', () => {
  const folder = temporaryFolder();
  const first = open(folder);
  first.runs.save(runOf('a'));
  first.runs.finish(done('a'), Buffer.from('packed'));
  first.close();
  const { runs: stored } = open(folder);
  expect(stored.find('a')).toStrictEqual(done('a'));
  expect(Buffer.from(stored.findReport('a') ?? []).toString()).toBe('packed');
  expect(stored.remove('a')).toBe(true);
  expect([stored.find('a'), stored.findReport('a')]).toStrictEqual([undefined, undefined]);
  expect(stored.remove('a')).toBe(false);
});

test('runs are listed newest first, and the oldest ended ones go when there are too many', () => {
  const { runs: stored } = open();
  stored.save(runOf('waits', { tsCreated: T0 - 1 }));
  for (let index = 0; index < 505; index += 1) {
    stored.finish(done(`run-${index}`, { tsCreated: T0 + index }), Buffer.from('x'));
  }
  const ids = stored.list(1_000).map(({ id }) => id);
  expect([ids[0], ids.at(-2), ids.at(-1)]).toStrictEqual(['run-504', 'run-5', 'waits']);
  expect(stored.findReport('run-4')).toBeUndefined();
});

test('the newest finished run of a strategy alone is found, not one of several', () => {
  const { runs: stored } = open();
  const end = (id: string, tsEnded: number, ...names: string[]) =>
    stored.finish(done(id, { tsEnded, request: request(...names) }), Buffer.from('x'));
  end('old', T0 + 1, 'scalp_ping_5s');
  end('new', T0 + 2, 'scalp_ping_5s');
  end('both', T0 + 3, 'scalp_ping_5s', 'session_open');
  end('every', T0 + 4, 'all');
  stored.save(runOf('failed', { state: 'failed', tsEnded: T0 + 9 }));
  expect(stored.newestOf('scalp_ping_5s')).toStrictEqual({ runId: 'new', ts: T0 + 2, summary });
  expect(stored.newestOf('session_open')).toBeUndefined();
});

test('what a process left running has failed, while what another one works on goes on', () => {
  const folder = temporaryFolder();
  for (const pid of [7, 8, 9]) {
    const store = open(folder, { pid, isAlive: () => true });
    store.runs.save(runOf(`run-${pid}`, { state: 'running' }));
    store.searches.save(searchOf(`search-${pid}`));
    store.close();
  }
  const store = open(folder, { isAlive: (pid) => pid === 9 });
  const states = ['run-7', 'run-8', 'run-9'].map((id) => store.runs.find(id));
  expect(states.map((run) => [run?.state, run?.error, run?.tsEnded])).toStrictEqual([
    ['failed', 'the engine ended while it ran', T0],
    ['failed', 'the engine ended while it ran', T0],
    ['running', null, null],
  ]);
  const found = store.searches.list(9).map(({ id, state }) => [id, state]);
  expect(found).toStrictEqual([
    ['search-9', 'running'],
    ['search-8', 'stopped'],
    ['search-7', 'stopped'],
  ]);
});

test('a search whose process dies while the store is open has stopped, one that goes on has not', () => {
  const folder = temporaryFolder();
  const alive = new Set([8, 9]);
  const isAlive = (pid: number): boolean => alive.has(pid);
  const engine = open(folder, { isAlive });
  for (const pid of alive) open(folder, { pid, isAlive }).searches.save(searchOf(`search-${pid}`));
  alive.delete(8);
  engine.stopAbandonedSearches();
  const states = engine.searches.list(9).map(({ id, state }) => [id, state]);
  expect(states).toStrictEqual([
    ['search-9', 'running'],
    ['search-8', 'stopped'],
  ]);
});

const searchOf = (id: string): SearchRun => ({
  id,
  state: 'running',
  request: searchRequestSchema.parse({
    base: request('scalp_ping_5s'),
    space: { target_bps: { min: 5, max: 50 } },
  }),
  by: 'anna',
  tsCreated: T0,
  tsEnded: null,
  trialsDone: 0,
  trialsPlanned: 100,
  best: null,
  verdict: null,
  error: null,
});

test('the trials of a stopped search are there to go on from, in their order', () => {
  const folder = temporaryFolder();
  const first = open(folder);
  const trial = (number: number) => ({
    number,
    params: { target_bps: number * 5 },
    score: number === 2 ? null : number / 3,
    inSample: summary,
    outOfSample: number === 3 ? summary : null,
    outOfSampleScore: number === 3 ? 0.5 : null,
    error: null,
  });
  first.searches.save(searchOf('s'));
  first.searches.addTrials('s', [trial(3), trial(1)]);
  first.searches.addTrials('s', [trial(2), trial(3)]);
  first.close();
  const { searches: stored } = open(folder);
  expect(stored.trials('s')).toStrictEqual([trial(1), trial(2), trial(3)]);
  expect(stored.sampleTrials('s', [1, 9])).toStrictEqual([trial(1), trial(3)]);
  const ended: SearchRun = { ...searchOf('s'), state: 'done', trialsDone: 3, best: trial(3) };
  stored.save(ended);
  expect(stored.find('s')).toStrictEqual(ended);
  expect(stored.trials('s')).toHaveLength(3);
  expect(stored.remove('s')).toBe(true);
  expect(stored.trials('s')).toStrictEqual([]);
});

const proposal: Proposal = {
  id: 'p',
  strategyId: 'scalp_ping_5s',
  searchId: 's',
  params: { target_bps: 30 },
  inSample: summary,
  outOfSample: null,
  current: summary,
  verdict: 'better than luck',
  isLikelyNoise: false,
  state: 'open',
  decidedBy: null,
  ts: T0,
};

test('a proposal is decided once; who came second is told', () => {
  const { proposals: stored } = open();
  stored.add(proposal);
  expect([stored.countOpen('scalp_ping_5s'), stored.countOpen('other')]).toStrictEqual([1, 0]);
  expect(stored.decide('p', { state: 'rejected', by: 'anna', commandId: 'one' })).toBe(true);
  expect(stored.decide('p', { state: 'accepted', by: 'bert', commandId: 'two' })).toBe(false);
  expect(stored.list(9)).toStrictEqual([{ ...proposal, state: 'rejected', decidedBy: 'anna' }]);
  expect([stored.decidedWith('p'), stored.countOpen('scalp_ping_5s')]).toStrictEqual(['one', 0]);
});

test('the migrations and the code agree on every column', () => {
  const file = fileIn(temporaryFolder());
  const database = openDatabase({ file, now: () => T0, migrations: RESEARCH_MIGRATIONS });
  onTestFinished(() => {
    database.close();
  });
  const stored = database.sqlite.prepare<[string], { name: string; required: number }>(
    'SELECT name, "notnull" OR pk > 0 AS required FROM pragma_table_info(?)',
  );
  for (const table of [runs, reports, searches, trials, proposals]) {
    const columns = Object.values(getTableColumns<SQLiteTable>(table));
    const inCode = columns.map(({ name, notNull }) => ({ name, required: Number(notNull) }));
    const inFile = stored.all(getTableName(table));
    expect(inFile).toStrictEqual(inCode);
  }
});
