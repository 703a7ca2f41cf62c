import { MINUTE_MS } from '../../kernel/clock.ts';
import { defineStrategy } from '../contract.ts';
import { createEntry } from './entry.ts';
import { createExit } from './exit.ts';
import { params } from './params.ts';

export const strategy = defineStrategy({
  id: 'scalp_wick_reversal_blend',
  title: 'Wick reversal, blended',
  rule:
    'A bar reaches the lowest low of the bars before it and is pushed back: buy, for the sellers found buyers there. ' +
    'Four marks are blended into one score: wick over body, the close near the far end, the reach beyond the low before, ' +
    'and the range of the bar against the average true range; the score must reach its minimum. Highest highs mirror it. ' +
    'Leave when a wick at the other end scores enough, at the target, at the stop, or when the time is up.',
  params,
  timeframesMs: [MINUTE_MS],
  warmupBars: 120,
  createEntry,
  createExit,
});
