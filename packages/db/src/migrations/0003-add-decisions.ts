import type { Migration } from './migration.ts';

export const addDecisions: Migration = {
  version: 3,
  name: 'add_decisions',
  sql: `
CREATE TABLE decisions (
  id INTEGER PRIMARY KEY,
  decision_id TEXT NOT NULL UNIQUE, symbol TEXT NOT NULL, ts_decision INTEGER NOT NULL,
  actor TEXT NOT NULL CHECK (actor IN ('model', 'rules')), outcome TEXT NOT NULL,
  cost TEXT NOT NULL, record TEXT NOT NULL, hash TEXT NOT NULL
);
CREATE INDEX decisions_of_symbol ON decisions (symbol, id);
CREATE INDEX decisions_by_outcome ON decisions (outcome, id);
CREATE INDEX decisions_by_time ON decisions (ts_decision);
CREATE TABLE decision_texts (hash TEXT PRIMARY KEY, text TEXT NOT NULL);
CREATE TABLE decision_outcomes (
  id INTEGER PRIMARY KEY,
  decision_id TEXT NOT NULL REFERENCES decisions (decision_id),
  kind TEXT NOT NULL CHECK (kind IN ('1h', '4h', '1d', 'trade')),
  ts_recorded INTEGER NOT NULL, result TEXT NOT NULL, hash TEXT NOT NULL
);
CREATE UNIQUE INDEX decision_outcomes_once ON decision_outcomes (decision_id, kind);
CREATE TABLE gate_counts (
  id INTEGER PRIMARY KEY,
  symbol TEXT NOT NULL, ts_minute INTEGER NOT NULL, layer TEXT NOT NULL,
  count INTEGER NOT NULL, hash TEXT NOT NULL
);
CREATE INDEX gate_counts_by_time ON gate_counts (ts_minute);
CREATE INDEX fills_of_agent ON fills (ts_event) WHERE strategy_id IN ('claude', 'claude_rules');
`,
};
