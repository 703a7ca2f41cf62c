import { defineStrategy } from '../contract.ts';
import { createEntry } from './entry.ts';
import { createExit } from './exit.ts';
import { params } from './params.ts';

export const strategy = defineStrategy({
  id: 'scalp_tick_imbalance',
  title: 'Tick imbalance',
  rule:
    'Takers’ buys and sells are summed with a short half-life. When one side outweighs the other by a ' +
    'clear share of the volume and by more than chance allows, and the mid has moved that way, enter with ' +
    'that side. Symbols without trades are read by the tick rule: each rise of the mid is a buy, each fall a sell. Leave at the ' +
    'target, at the stop, when the quotes turn against the position, or when the time is up.',
  params,
  timeframesMs: [],
  warmupBars: 0,
  createEntry,
  createExit,
});
