import type { Migration } from './migration.ts';

export const addParamsVersions: Migration = {
  version: 2,
  name: 'add_params_versions',
  sql: `
CREATE TABLE params_versions (
  strategy_id TEXT NOT NULL, version INTEGER NOT NULL, params TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('console', 'proposal', 'files')),
  reason TEXT NOT NULL, by TEXT NOT NULL, ts INTEGER NOT NULL, event_seq INTEGER NOT NULL,
  PRIMARY KEY (strategy_id, version)
) WITHOUT ROWID;
`,
};
