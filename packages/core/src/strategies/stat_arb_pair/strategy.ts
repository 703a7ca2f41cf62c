import { MINUTE_MS } from '../../kernel/clock.ts';
import { defineStrategy } from '../contract.ts';
import { createEntry } from './entry.ts';
import { createExit } from './exit.ts';
import { params } from './params.ts';

export const strategy = defineStrategy({
  id: 'stat_arb_pair',
  title: 'Spread of a pair',
  rule:
    'Two symbols whose log prices move together are fitted to one line over a rolling window (total least ' +
    'squares); what one is dearer than the line says, in standard deviations, is z. When z is far out and the ' +
    'spread has been coming back with a half-life too short for a random walk, sell the dear leg and buy the ' +
    'cheap one at once, weighted by the hedge ratio. Leave both when z is nearly back, when it runs on to the ' +
    'stop, when the time is up, or as soon as one leg stands alone. With any number of symbols but two it is silent.',
  params,
  isTrailed: false,
  symbolCount: 2,
  timeframesMs: [MINUTE_MS],
  // One length at a time: minutes, or on tapes of longer bars the tapes' own.
  chooseBars: () => 'finest',
  warmupBars: 480,
  createEntry,
  createExit,
});
