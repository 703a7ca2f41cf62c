import type { Migration } from './migration.ts';

export const addAgentParts: Migration = {
  version: 5,
  name: 'add_agent_parts',
  sql: `
CREATE TABLE agent_parts (name TEXT PRIMARY KEY, text TEXT NOT NULL);
`,
};
