import type { Rng } from '../kernel/rng.ts';

export type Regime = 'low' | 'high';

export interface RegimeProfile {
  /** Mean stay in each state, seconds. */
  readonly meanLowSeconds: number;
  readonly meanHighSeconds: number;
}

/** One instrument's own moods. */
export const OWN_REGIME: RegimeProfile = { meanLowSeconds: 240, meanHighSeconds: 75 };
/** The mood of the whole market. */
export const SHARED_REGIME: RegimeProfile = { meanLowSeconds: 900, meanHighSeconds: 180 };

export interface VolatilityRegime {
  readonly current: Regime;
  step(seconds: number): void;
  /** A jump may start a turbulent time. */
  enterHigh(): void;
}

/** Two-state Markov chain in continuous time, watched at steps short against its stays. */
export function createVolatilityRegime(rng: Rng, profile: RegimeProfile): VolatilityRegime {
  const { meanLowSeconds, meanHighSeconds } = profile;
  let current: Regime =
    rng.next() < meanHighSeconds / (meanHighSeconds + meanLowSeconds) ? 'high' : 'low';
  return {
    get current() {
      return current;
    },
    step: (seconds) => {
      const mean = current === 'low' ? meanLowSeconds : meanHighSeconds;
      if (rng.next() < seconds / mean) current = current === 'low' ? 'high' : 'low';
    },
    enterHigh: () => {
      current = 'high';
    },
  };
}

const OWN_HIGH = 2.2;
const SHARED_HIGH = 1.6;

/** Volatility as a multiple of the calm level. */
export function volatilityMultiple(own: Regime, shared: Regime): number {
  return (own === 'high' ? OWN_HIGH : 1) * (shared === 'high' ? SHARED_HIGH : 1);
}
