import { blob, integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { BacktestRun, BacktestSummary } from '@quarterdeck/core/contract/backtest-run.schema';
import type { SearchRun, SearchTrial } from '@quarterdeck/core/contract/search.schema';
import type { Proposal } from '@quarterdeck/core/contract/strategy-card.schema';

const summary = (name: string) => text(name, { mode: 'json' }).$type<BacktestSummary>();
const params = () =>
  text('params', { mode: 'json' }).$type<Readonly<Record<string, unknown>>>().notNull();

export const runs = sqliteTable('runs', {
  id: text('id').primaryKey(),
  state: text('state').$type<BacktestRun['state']>().notNull(),
  by: text('by').notNull(),
  tsCreated: integer('ts_created').notNull(),
  tsEnded: integer('ts_ended'),
  request: text('request', { mode: 'json' }).$type<BacktestRun['request']>().notNull(),
  error: text('error'),
  summary: summary('summary'),
  elapsedMs: real('elapsed_ms'),
  /** The strategy of a run of exactly one. */
  onlyStrategy: text('only_strategy'),
  /** Process that works on it. */
  owner: integer('owner').notNull(),
});

/** Compressed; read by whoever opens one report, never by a list. */
export const reports = sqliteTable('reports', {
  runId: text('run_id').primaryKey(),
  report: blob('report', { mode: 'buffer' }).notNull(),
});

export const searches = sqliteTable('searches', {
  id: text('id').primaryKey(),
  state: text('state').$type<SearchRun['state']>().notNull(),
  request: text('request', { mode: 'json' }).$type<SearchRun['request']>().notNull(),
  by: text('by').notNull(),
  tsCreated: integer('ts_created').notNull(),
  tsEnded: integer('ts_ended'),
  trialsDone: integer('trials_done').notNull(),
  trialsPlanned: integer('trials_planned').notNull(),
  best: text('best', { mode: 'json' }).$type<SearchTrial>(),
  verdict: text('verdict', { mode: 'json' }).$type<NonNullable<SearchRun['verdict']>>(),
  error: text('error'),
  owner: integer('owner').notNull(),
});

export const trials = sqliteTable(
  'trials',
  {
    searchId: text('search_id').notNull(),
    number: integer('number').notNull(),
    params: params(),
    score: real('score'),
    inSample: summary('in_sample'),
    outOfSample: summary('out_of_sample'),
    error: text('error'),
    outOfSampleScore: real('out_of_sample_score'),
  },
  ({ searchId, number }) => [primaryKey({ columns: [searchId, number] })],
);

export const proposals = sqliteTable('proposals', {
  id: text('id').primaryKey(),
  strategyId: text('strategy_id').notNull(),
  searchId: text('search_id').notNull(),
  params: params(),
  inSample: summary('in_sample').notNull(),
  outOfSample: summary('out_of_sample'),
  current: summary('current'),
  verdict: text('verdict').notNull(),
  isLikelyNoise: integer('is_likely_noise', { mode: 'boolean' }).notNull(),
  state: text('state').$type<Proposal['state']>().notNull(),
  decidedBy: text('decided_by'),
  /** Id of the command that decided: the same one again changes nothing. */
  decidedWith: text('decided_with'),
  ts: integer('ts').notNull(),
});
