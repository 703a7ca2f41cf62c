import { clampScore, clampUnit, silent, toward, type Signal } from './signal.ts';

/** A MACD histogram of this many ATR is full momentum. */
const FULL_HISTOGRAM_ATR = 0.25;
/** RSI this far from 50 is full momentum. */
const FULL_RSI = 20;

/** MACD histogram in units of ATR and RSI around its middle, half each; sure when both say the same. */
export const momentumSignal: Signal = (figures) => {
  const histogram = figures.bar('macd_hist');
  const rsi = figures.bar('rsi14');
  const atr = figures.bar('atr14');
  if (!histogram || !rsi || !atr || atr.value <= 0) return silent('momentum');
  const byMacd = clampScore(histogram.value / (FULL_HISTOGRAM_ATR * atr.value));
  const byRsi = clampScore((rsi.value - 50) / FULL_RSI);
  const score = (byMacd + byRsi) / 2;
  return {
    name: 'momentum',
    score,
    confidence: clampUnit(1 - Math.abs(byMacd - byRsi) / 2),
    read: [histogram.id, rsi.id],
    words: `momentum ${toward(score)}`,
  };
};
