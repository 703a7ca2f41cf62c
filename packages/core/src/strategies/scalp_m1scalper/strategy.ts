import { defineStrategy } from '../contract.ts';
import { createEntry } from './entry.ts';
import { createExit } from './exit.ts';
import { TIMEFRAME_MS } from './minute-bar.ts';
import { params } from './params.ts';

export const strategy = defineStrategy({
  id: 'scalp_m1scalper',
  title: 'One-minute trend pullback',
  rule:
    'On one-minute bars the fast average stands clearly above the slow one, the slow one above a long one that ' +
    'stands for the slower timeframe, and so does the close: a rise. After a leg that closed well beyond ' +
    'the fast average the price comes back to it; buy when, within a few bars of that touch, a bar closes above the ' +
    'high of the bar before. A fall mirrors it. Leave at the target, at the stop, when a bar closes beyond the slow ' +
    'average, or when the time is up.',
  params,
  timeframesMs: [TIMEFRAME_MS],
  warmupBars: 450,
  createEntry,
  createExit,
});
