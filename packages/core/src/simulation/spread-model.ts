import type { Rng } from '../kernel/rng.ts';

export interface SpreadInput {
  /** Calm spread, basis points. */
  readonly baseBps: number;
  /** Volatility as a multiple of calm. */
  readonly volatility: number;
  /** Left-over alarm of the last jump, 0 when none. */
  readonly stress: number;
}

const NOISE = 0.25;
const STRESS_WEIGHT = 2;

/** Makers stand back in proportion to the volatility they see, and more while a jump is fresh. */
export function drawSpreadBps(rng: Rng, input: SpreadInput): number {
  const { baseBps, volatility, stress } = input;
  const noise = 1 + NOISE * (2 * rng.next() - 1);
  return baseBps * volatility * (1 + STRESS_WEIGHT * stress) * noise;
}

/** Whole ticks, never less than one. */
export function spreadTicks(spreadBps: number, midTicks: number): number {
  return Math.max(1, Math.round((midTicks * spreadBps) / 10_000));
}
