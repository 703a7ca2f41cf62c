import type { Migration } from './migration.ts';

const RUNS = `
CREATE TABLE runs (
  id TEXT PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
  by TEXT NOT NULL, ts_created INTEGER NOT NULL, ts_ended INTEGER,
  request TEXT NOT NULL, error TEXT, summary TEXT, elapsed_ms REAL,
  only_strategy TEXT, owner INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX runs_newest ON runs (ts_created);
CREATE INDEX runs_of_strategy ON runs (only_strategy, ts_ended) WHERE state = 'done';
CREATE TABLE reports (
  run_id TEXT PRIMARY KEY REFERENCES runs (id) ON DELETE CASCADE,
  report BLOB NOT NULL
);
`;

const SEARCHES = `
CREATE TABLE searches (
  id TEXT PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('running', 'done', 'stopped', 'failed')),
  request TEXT NOT NULL, by TEXT NOT NULL, ts_created INTEGER NOT NULL, ts_ended INTEGER,
  trials_done INTEGER NOT NULL, trials_planned INTEGER NOT NULL,
  best TEXT, verdict TEXT, error TEXT, owner INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE trials (
  search_id TEXT NOT NULL REFERENCES searches (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  params TEXT NOT NULL, score REAL, in_sample TEXT, out_of_sample TEXT, error TEXT,
  PRIMARY KEY (search_id, number)
) WITHOUT ROWID;
CREATE TABLE proposals (
  id TEXT PRIMARY KEY,
  strategy_id TEXT NOT NULL, search_id TEXT NOT NULL, params TEXT NOT NULL,
  in_sample TEXT NOT NULL, out_of_sample TEXT, current TEXT,
  verdict TEXT NOT NULL, is_likely_noise INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'accepted', 'rejected')),
  decided_by TEXT, decided_with TEXT, ts INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX proposals_of_strategy ON proposals (strategy_id, state);
`;

/** The few trials of a search that were run on the part kept back are found without reading the others. */
const OUTSIDE_SCORES = `
ALTER TABLE trials ADD COLUMN out_of_sample_score REAL;
CREATE INDEX trials_outside ON trials (search_id) WHERE out_of_sample IS NOT NULL;
`;

/** A file of its own beside the desk's: what research writes never waits in front of an order's commit. */
export const RESEARCH_MIGRATIONS: readonly Migration[] = [
  { version: 1, name: 'create research tables', sql: RUNS + SEARCHES },
  { version: 2, name: 'keep scores out of sample', sql: OUTSIDE_SCORES },
];
