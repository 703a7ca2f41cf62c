import { createTables } from './0001-create-tables.ts';
import { addParamsVersions } from './0002-add-params-versions.ts';
import { addDecisions } from './0003-add-decisions.ts';
import { addRestingStops } from './0004-add-resting-stops.ts';
import { addAgentParts } from './0005-add-agent-parts.ts';
import type { Migration } from './migration.ts';

/** Embedded in the code rather than read from a folder: the bundled engine has no folder to find. */
export const MIGRATIONS: readonly Migration[] = [
  createTables,
  addParamsVersions,
  addDecisions,
  addRestingStops,
  addAgentParts,
];
