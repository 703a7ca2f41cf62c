import type { CaseOpening } from './open-case.ts';

/** Stated at 0 around 100, levels at 101 and 99, four hours to come true. */
export const openingOf = (changes: Partial<CaseOpening> = {}): CaseOpening => ({
  decisionId: 'd1',
  version: 'model@prompt-1',
  event: 'up_1atr_before_down_1atr',
  pStated: 0.6,
  symbol: 'BTC/USDT',
  tsDecided: 0,
  mid: 100,
  atr: 1,
  horizonMs: 14_400_000,
  ...changes,
});
