import { clampScore, clampUnit, silent, toward, type Signal } from './signal.ts';

/** RSI beyond 50 by this much agrees with a stretched band. */
const STRETCHED_RSI = 15;

/** Against the stretch: nothing inside the bands' inner half, full at a band and a half. Sure when RSI is stretched too. */
export const reversionSignal: Signal = (figures) => {
  const upper = figures.bar('bb_upper');
  const lower = figures.bar('bb_lower');
  const rsi = figures.bar('rsi14');
  const close = figures.bar('bar0.close');
  if (!upper || !lower || !rsi || !close || upper.value <= lower.value) return silent('reversion');
  const half = (upper.value - lower.value) / 2;
  const place = (close.value - (upper.value + lower.value) / 2) / half;
  const stretch = Math.sign(place) * Math.max(0, Math.abs(place) - 0.5);
  const score = clampScore(-stretch);
  const agreement = clampUnit((Math.sign(place) * (rsi.value - 50)) / STRETCHED_RSI);
  return {
    name: 'reversion',
    score: score === 0 ? 0 : score,
    confidence: score === 0 ? 0.2 : clampUnit(0.3 + 0.7 * agreement),
    read: [close.id, score < 0 ? upper.id : lower.id],
    words: score === 0 ? 'price inside its bands' : `stretched, reversion ${toward(score)}`,
  };
};
