import { clampScore, clampUnit, silent, toward, type Seen, type Signal } from './signal.ts';

/** Funding of 8 hours that counts as fully crowded, basis points. */
const CROWDED_FUNDING_BPS = 5;
/** Volume delta, as a share of all taker volume, that counts as full pressure. */
const FULL_DELTA = 0.3;
/** Open interest change that makes the reading fully sure, percent. */
const FULL_INTEREST_PCT = 10;

/**
 * Against crowds (funding, long/short accounts), with aggression (volume delta); the mean of what is known.
 * Rising or falling open interest says that the figures are about new money, so it adds to confidence.
 */
export const derivativesSignal: Signal = (figures) => {
  const funding = figures.symbol('funding_bps');
  const delta = figures.symbol('cvd_ratio');
  const crowd = figures.symbol('long_short_ratio');
  const interest = figures.symbol('oi_change_pct');
  const parts: { seen: Seen; score: number }[] = [];
  if (funding) {
    parts.push({ seen: funding, score: clampScore(-funding.value / CROWDED_FUNDING_BPS) });
  }
  if (delta) parts.push({ seen: delta, score: clampScore(delta.value / FULL_DELTA) });
  if (crowd && crowd.value > 0) {
    parts.push({ seen: crowd, score: clampScore(-Math.log2(crowd.value)) });
  }
  if (parts.length === 0) return silent('derivatives');
  const sum = parts.reduce((total, part) => total + part.score, 0);
  const score = sum === 0 ? 0 : sum / parts.length;
  const known = parts.length / 3;
  const moved = interest ? clampUnit(Math.abs(interest.value) / FULL_INTEREST_PCT) : 0;
  return {
    name: 'derivatives',
    score,
    confidence: clampUnit(0.6 * known + 0.4 * moved * known),
    read: parts.map((part) => part.seen.id),
    words: `derivatives ${toward(score)}`,
  };
};
