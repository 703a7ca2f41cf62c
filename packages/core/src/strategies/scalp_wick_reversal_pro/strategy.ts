import { MINUTE_MS } from '../../kernel/clock.ts';
import { defineStrategy } from '../contract.ts';
import { createEntry } from './entry.ts';
import { createExit } from './exit.ts';
import { params } from './params.ts';

export const strategy = defineStrategy({
  id: 'scalp_wick_reversal_pro',
  title: 'Wick reversal with the trend',
  rule:
    'In a rising market, a bar dips to the lowest low of the last few, leaves a long lower wick and closes well above it: ' +
    'buy, for the dip was bought. Wick, close and range each have a minimum; the fast average must stand above the slow ' +
    'one by a share of the average true range; the spread must be narrow, also against the wick. Falling markets mirror ' +
    'it. Leave when the averages have crossed against the position, at the target, at the stop, or when the time is up.',
  params,
  timeframesMs: [MINUTE_MS],
  warmupBars: 240,
  createEntry,
  createExit,
});
