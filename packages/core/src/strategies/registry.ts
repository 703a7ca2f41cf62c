// Written by `npm run generate`: one line a strategy folder. Do not edit.
import type { Strategy } from './contract.ts';
import { strategy as impulseRetestS5 } from './impulse_retest_s5/strategy.ts';
import { strategy as microAdaptiveRevert } from './micro_adaptive_revert/strategy.ts';
import { strategy as microMultistrat } from './micro_multistrat/strategy.ts';
import { strategy as scalpM1scalper } from './scalp_m1scalper/strategy.ts';
import { strategy as scalpMacdRsiDiv } from './scalp_macd_rsi_div/strategy.ts';
import { strategy as scalpPing5s } from './scalp_ping_5s/strategy.ts';
import { strategy as scalpSqueezePulseBreak } from './scalp_squeeze_pulse_break/strategy.ts';
import { strategy as scalpTickImbalance } from './scalp_tick_imbalance/strategy.ts';
import { strategy as scalpWickReversalBlend } from './scalp_wick_reversal_blend/strategy.ts';
import { strategy as scalpWickReversalPro } from './scalp_wick_reversal_pro/strategy.ts';
import { strategy as sessionOpen } from './session_open/strategy.ts';
import { strategy as statArbPair } from './stat_arb_pair/strategy.ts';

/** Every strategy this desk can run, in folder order. */
// prettier-ignore
export const strategyCatalogue: readonly Strategy[] = [
  impulseRetestS5,
  microAdaptiveRevert,
  microMultistrat,
  scalpM1scalper,
  scalpMacdRsiDiv,
  scalpPing5s,
  scalpSqueezePulseBreak,
  scalpTickImbalance,
  scalpWickReversalBlend,
  scalpWickReversalPro,
  sessionOpen,
  statArbPair,
];
