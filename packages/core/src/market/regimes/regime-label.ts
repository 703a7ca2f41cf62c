import type { EpochMs } from '../../kernel/clock.ts';
import type { CryptoReading, CryptoRegime } from './crypto-regime.ts';
import type { MacroQuadrant, MacroReading } from './macro-quadrant.ts';

/** The key under which the learner keeps what it has learned. */
export type RegimeKey = `${CryptoRegime}|${MacroQuadrant}`;

export interface RegimeLabel {
  readonly key: RegimeKey;
  readonly crypto: CryptoReading;
  readonly macro: MacroReading;
  /** Since the newest close became known; null where there is none. */
  readonly cryptoAgeMs: number | null;
  /** Since the newest macro figures became known; null where there are none. */
  readonly macroAgeMs: number | null;
}

/** Both regimes under one key. Unknown is a value like the others: it is learned under, never an error. */
export function labelRegime(crypto: CryptoReading, macro: MacroReading, now: EpochMs): RegimeLabel {
  const ageOf = (ts: EpochMs | null) => (ts === null ? null : now - ts);
  return {
    key: `${crypto.regime}|${macro.quadrant}`,
    crypto,
    macro,
    cryptoAgeMs: ageOf(crypto.asOf),
    macroAgeMs: ageOf(macro.knownSince),
  };
}
