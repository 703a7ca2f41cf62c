import { MINUTE_MS } from '../../kernel/clock.ts';
import { defineStrategy } from '../contract.ts';
import { createEntry } from './entry.ts';
import { createExit } from './exit.ts';
import { params } from './params.ts';

export const strategy = defineStrategy({
  id: 'micro_adaptive_revert',
  title: 'Adaptive mean reversion',
  rule:
    'A band lies around a moving average of the close, as wide as the average true range says, and wider the straighter ' +
    "the market moves (Kaufman's efficiency), so that a trend must go further to count as stretched. When a close comes " +
    'back inside after one below the band, buy for the way back to the average; above mirrors it. Leave at the average, ' +
    'when the market trends against the position, at the target, at the stop, or when the time is up.',
  params,
  timeframesMs: [MINUTE_MS],
  warmupBars: 150,
  createEntry,
  createExit,
});
