import { clampScore, clampUnit, silent, toward, type Signal } from './signal.ts';

/** A change of this many ATR is a full move. */
const FULL_MOVE_ATR = 1;

/** The newest bar's move, believed as far as it was traded: nothing at average volume, fully at three times that. */
export const volumeSignal: Signal = (figures) => {
  const volume = figures.bar('volume');
  const mean = figures.bar('volume_mean20');
  const change = figures.bar('change_pct');
  const close = figures.bar('bar0.close');
  const atr = figures.bar('atr14');
  if (!volume || !mean || !change || !close || !atr) return silent('volume');
  if (mean.value <= 0 || atr.value <= 0 || close.value <= 0) return silent('volume');
  const move = ((change.value / 100) * close.value) / (FULL_MOVE_ATR * atr.value);
  const excess = clampUnit((volume.value / mean.value - 1) / 2);
  const score = clampScore(move) * excess;
  return {
    name: 'volume',
    score: score === 0 ? 0 : score,
    confidence: clampUnit(0.2 + 0.8 * excess),
    read: [volume.id, change.id],
    words: excess > 0 ? `volume behind a move ${toward(score)}` : 'volume ordinary',
  };
};
