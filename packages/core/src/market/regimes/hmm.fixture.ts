import { createRng, type Rng } from '../../kernel/rng.ts';
import type { HmmModel } from './hmm-model.ts';

/** As a fit of the default configuration. */
export const FIT_OPTIONS = {
  min_returns: 60,
  max_iterations: 500,
  tolerance: 1e-6,
  min_occupancy: 0.02,
};

/** Calm days of 1 %, turbulent ones of 4 %, that stay 50 and 20 days. */
export const KNOWN: HmmModel = {
  initial: [0.9, 0.1],
  transition: [
    [0.98, 0.02],
    [0.05, 0.95],
  ],
  mean: [0.001, -0.002],
  variance: [0.01 ** 2, 0.04 ** 2],
};

export interface Walk {
  readonly returns: Float64Array;
  readonly states: Uint8Array;
}

/** Returns drawn from a model, and the states they were drawn in. */
export function walkModel(model: HmmModel, days: number, seed: number): Walk {
  const rng: Rng = createRng(seed);
  const returns = new Float64Array(days);
  const states = new Uint8Array(days);
  let state: 0 | 1 = rng.next() < model.initial[0] ? 0 : 1;
  for (let day = 0; day < days; day += 1) {
    if (day > 0) state = rng.next() < model.transition[state][0] ? 0 : 1;
    states[day] = state;
    returns[day] = model.mean[state] + Math.sqrt(model.variance[state]) * rng.gaussian();
  }
  return { returns, states };
}
