import { defineStrategy } from '../contract.ts';
import { createEntry } from './entry.ts';
import { createExit } from './exit.ts';
import { params } from './params.ts';

export const strategy = defineStrategy({
  id: 'scalp_ping_5s',
  title: '5-second ping',
  rule:
    'After a quiet spell (the range of the last 20 seconds is below its usual size) the mid price leaves ' +
    'the range of that spell with a 5-second move worth most of it: enter in the direction of the move. ' +
    'Leave at a quick target, at the stop, or when the time is up, whichever comes first.',
  params,
  timeframesMs: [],
  warmupBars: 0,
  createEntry,
  createExit,
});
