import type { Rng } from '../kernel/rng.ts';

/** Jumps a second: about three an hour when calm, thirty when turbulent. */
const CALM_RATE = 3 / 3_600;
const TURBULENT_RATE = 30 / 3_600;
const STRESS_HALF_LIFE_SECONDS = 6;
const CHANCE_OF_TURBULENCE = 0.5;

export interface JumpStep {
  readonly seconds: number;
  readonly isTurbulent: boolean;
  /** Mean size, basis points. */
  readonly meanBps: number;
}

export interface Jumps {
  /** Alarm after the last jump, 1 at once and fading. */
  readonly stress: number;
  /** Log return of a jump in this step, or 0; sizes are two-sided exponential: most are small, few are not. */
  step(step: JumpStep): number;
  /** After a jump: whether a turbulent time begins. */
  drawsTurbulence(): boolean;
}

/** Poisson jumps, more frequent in turbulent times. */
export function createJumps(rng: Rng): Jumps {
  let stress = 0;
  return {
    get stress() {
      return stress;
    },
    step: ({ seconds, isTurbulent, meanBps }) => {
      stress =
        stress < 1e-3 ? 0 : stress * Math.exp((-Math.LN2 * seconds) / STRESS_HALF_LIFE_SECONDS);
      const rate = isTurbulent ? TURBULENT_RATE : CALM_RATE;
      const draw = rng.next();
      if (draw >= rate * seconds) return 0;
      stress = 1;
      // At least half the mean size: a jump that nobody can see is none.
      const size = (meanBps / 10_000) * (0.5 + 0.5 * rng.exponential());
      return draw * 2 < rate * seconds ? size : -size;
    },
    drawsTurbulence: () => rng.next() < CHANCE_OF_TURBULENCE,
  };
}
