// Written by `npm run generate`: one line a strategy folder. Do not edit.
import type { Strategy } from './contract.ts';
import { strategy as scalpMacdRsiDiv } from './scalp_macd_rsi_div/strategy.ts';
import { strategy as scalpPing5s } from './scalp_ping_5s/strategy.ts';
import { strategy as scalpTickImbalance } from './scalp_tick_imbalance/strategy.ts';

/** Every strategy this desk can run, in folder order. */
// prettier-ignore
export const strategyCatalogue: readonly Strategy[] = [
  scalpMacdRsiDiv,
  scalpPing5s,
  scalpTickImbalance,
];
