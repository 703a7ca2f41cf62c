import { clampScore, clampUnit, silent, toward, type Signal } from './signal.ts';

/** Means apart by this many ATR are a full trend. */
const FULL_GAP_ATR = 1.5;

/** Fast mean against slow mean in units of ATR; surer when the price stands on the same side of both. */
export const trendSignal: Signal = (figures) => {
  const fast = figures.bar('ema20');
  const slow = figures.bar('ema50');
  const atr = figures.bar('atr14');
  const close = figures.bar('bar0.close');
  if (!fast || !slow || !atr || !close || atr.value <= 0) return silent('trend');
  const score = clampScore((fast.value - slow.value) / (FULL_GAP_ATR * atr.value));
  const isBacked = (close.value - fast.value) * score > 0;
  return {
    name: 'trend',
    score,
    confidence: clampUnit(Math.abs(score) * 0.5 + (isBacked ? 0.5 : 0.2)),
    read: [fast.id, slow.id],
    words: `trend ${toward(score)}${isBacked ? ', price leading' : ''}`,
  };
};
