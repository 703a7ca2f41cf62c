import type { CriterionId } from '../criteria.ts';

export const DEFECTS = [
  'overwriting-aggregator',
  'dropped-release',
  'double-fill',
  'float-ledger',
  'early-lock-check',
] as const;

/** A fault that is built in on purpose, to show that the proof sees it. */
export type Defect = (typeof DEFECTS)[number];

/** The criterion that has to fail, among others that may. */
export const CAUGHT_BY: Readonly<Record<Defect, CriterionId>> = {
  'overwriting-aggregator': 'exactness.symbols',
  'dropped-release': 'lanes.paired',
  'double-fill': 'exactness.venue_book',
  'float-ledger': 'exactness.fills',
  'early-lock-check': 'lock.no_entry_after',
};
