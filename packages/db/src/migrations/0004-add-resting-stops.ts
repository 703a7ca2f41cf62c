import type { Migration } from './migration.ts';

export const addRestingStops: Migration = {
  version: 4,
  name: 'add_resting_stops',
  sql: `
ALTER TABLE positions ADD COLUMN closing_qty TEXT;
ALTER TABLE positions ADD COLUMN stop_order_id TEXT;
`,
};
