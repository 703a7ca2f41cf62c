import { MINUTE_MS } from '../../kernel/clock.ts';
import { defineStrategy } from '../contract.ts';
import { createEntry } from './entry.ts';
import { createExit } from './exit.ts';
import { params } from './params.ts';

export const strategy = defineStrategy({
  id: 'session_open',
  title: 'Break of the opening range',
  rule:
    'Tokyo, London and New York open at fixed hours of their own wall clocks, from Monday to Friday. The highest and ' +
    'lowest price of the first half hour are the opening range of the session. The first bar that closes outside it by ' +
    'a buffer, within a few hours, is the break: enter in its direction, once a session, with the size scaled by the ' +
    'projected probability. The stop lies at the other side of the range, at most the configured distance away. Leave ' +
    'at the target, at the stop, when a bar closes back beyond the middle of the range, or when the time is up.',
  params,
  timeframesMs: [MINUTE_MS],
  chooseBars: () => 'finest',
  warmupBars: 480,
  createEntry,
  createExit,
});
