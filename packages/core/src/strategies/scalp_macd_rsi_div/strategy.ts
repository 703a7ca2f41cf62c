import { defineStrategy } from '../contract.ts';
import { createEntry } from './entry.ts';
import { createExit } from './exit.ts';
import { BAR_TIMEFRAMES_MS, chooseBars } from './finest-bars.ts';
import { params } from './params.ts';

export const strategy = defineStrategy({
  id: 'scalp_macd_rsi_div',
  title: 'MACD and RSI divergence',
  rule:
    'The price makes a lower swing low than the one before while both MACD and RSI make a higher one, and ' +
    'the first low was already weak by its RSI: buy, for the fall has lost its drive. Swing highs mirror it. ' +
    'A swing counts once two bars on each side stay short of it. Leave when the RSI stands at the other ' +
    'extreme, at the target, at the stop, or when the time is up.',
  params,
  timeframesMs: BAR_TIMEFRAMES_MS,
  chooseBars,
  warmupBars: 60,
  createEntry,
  createExit,
});
