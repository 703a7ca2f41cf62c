import { defineStrategy } from '../contract.ts';
import { createEntry } from './entry.ts';
import { createExit } from './exit.ts';
import { TIMEFRAME_MS } from './minute-bar.ts';
import { params } from './params.ts';

export const strategy = defineStrategy({
  id: 'scalp_squeeze_pulse_break',
  title: 'Squeeze, then a break with a pulse',
  rule:
    'While the Bollinger bands lie inside the Keltner channel the market rests; the highs and lows of those bars ' +
    'are the box. Once the rest has lasted long enough, and no more than a few bars after its end, a bar that closes ' +
    'outside the box with a true range well above the usual one, and with a volume well above the usual one where ' +
    'volume is known at all, is the break: enter in its direction. A squeeze is good for one entry. Leave at the ' +
    'target, at the stop, when a bar closes back beyond the middle band, or when the time is up.',
  params,
  timeframesMs: [TIMEFRAME_MS],
  warmupBars: 240,
  createEntry,
  createExit,
});
