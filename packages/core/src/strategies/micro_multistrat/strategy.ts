import { MINUTE_MS } from '../../kernel/clock.ts';
import { defineStrategy } from '../contract.ts';
import { createEntry } from './entry.ts';
import { createExit } from './exit.ts';
import { params } from './params.ts';

export const strategy = defineStrategy({
  id: 'micro_multistrat',
  title: 'Small signals in a vote',
  rule:
    'Five small signals look at each finished minute and vote buy, sell or nothing, each with a weight: the ' +
    'slope of the average price, an RSI pullback within it, a close beyond the last bars, a rejecting wick, and ' +
    'the place in the range of the last hour. A side that reaches the quorum while the other side has next to ' +
    'no votes is entered; the thesis names who voted. Leave at the target, at the stop, when the time is up, or ' +
    'when the same voters reach a quorum against the position.',
  params,
  timeframesMs: [MINUTE_MS],
  // One length at a time: minutes, or on a tape of longer bars the tape's own.
  chooseBars: () => 'finest',
  warmupBars: 80,
  createEntry,
  createExit,
});
