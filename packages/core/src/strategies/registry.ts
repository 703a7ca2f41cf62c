// Written by `npm run generate`: one line a strategy folder. Do not edit.
import type { Strategy } from './contract.ts';
import { strategy as scalpPing5s } from './scalp_ping_5s/strategy.ts';

/** Every strategy this desk can run, in folder order. */
// prettier-ignore
export const strategyCatalogue: readonly Strategy[] = [
  scalpPing5s,
];
