import { SECOND_MS } from '../../kernel/clock.ts';
import { defineStrategy } from '../contract.ts';
import { createEntry } from './entry.ts';
import { createExit } from './exit.ts';
import { params } from './params.ts';

export const strategy = defineStrategy({
  id: 'impulse_retest_s5',
  title: '5-second impulse, entered on the retest',
  rule:
    'A 5-second bar with a body several times the average true range closes beyond the extreme of the bars ' +
    'before it: that extreme is the level the impulse leaves. When the price comes back to the level within a ' +
    'few bars and a bar that touched it closes on the side the impulse went to, enter in the direction of the ' +
    'impulse; a close behind the level ends the wait. Leave at the target, at the stop, when the time is up, or ' +
    'when an impulse the other way answers.',
  params,
  timeframesMs: [5 * SECOND_MS],
  // 5-second bars wherever there are ticks; on a tape of longer bars the tape's own.
  chooseBars: () => 'finest',
  warmupBars: 60,
  createEntry,
  createExit,
});
