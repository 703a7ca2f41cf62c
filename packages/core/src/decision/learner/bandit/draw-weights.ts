import type { BanditConfig } from '../../../contract/agent/config/learner.schema.ts';
import type { EpochMs } from '../../../kernel/clock.ts';
import { createRng } from '../../../kernel/rng.ts';
import { SIGNAL_NAMES, type SignalName } from '../../../model/agent/decision.ts';
import type { RegimeKey } from './attributed-outcome.ts';
import { drawBeta } from './draw-beta.ts';
import { mapSignals, readArms, type Arms, type Posterior } from './posterior.ts';

export interface DrawRequest {
  readonly decisionId: string;
  readonly regime: RegimeKey;
  /** Market time of the decision: evidence has decayed up to here. */
  readonly ts: EpochMs;
  /** 32 bit; of the run. */
  readonly seed: number;
}

export type SignalWeights = Readonly<Record<SignalName, number>>;

/** Everything the draw was made of: whoever has it can make it again. */
export interface WeightDraw extends DrawRequest {
  readonly arms: Arms;
  readonly samples: SignalWeights;
  /** Samples over their sum. */
  readonly weights: SignalWeights;
  /** Weights rounded for a reader, still adding up to exactly one. */
  readonly shown: SignalWeights;
}

function normalise(samples: SignalWeights): SignalWeights {
  const sum = SIGNAL_NAMES.reduce((total, signal) => total + samples[signal], 0);
  return mapSignals((signal) => (sum > 0 ? samples[signal] / sum : 1 / SIGNAL_NAMES.length));
}

/** By largest remainder (Hamilton's method): the rounded shares add up to the whole; the earlier name wins a tie. */
export function roundShares(weights: SignalWeights, decimals: number): SignalWeights {
  const whole = 10 ** decimals;
  const floors = mapSignals((signal) => Math.floor(weights[signal] * whole));
  const left = whole - SIGNAL_NAMES.reduce((total, signal) => total + floors[signal], 0);
  const byRemainder = [...SIGNAL_NAMES].sort(
    (one, two) => weights[two] * whole - floors[two] - (weights[one] * whole - floors[one]),
  );
  const raised = new Set(byRemainder.slice(0, left));
  return mapSignals((signal) => (floors[signal] + (raised.has(signal) ? 1 : 0)) / whole);
}

/** Samples, weights and shown of arms as they were journalled. Each signal has a stream of its own. */
export function drawFromArms(
  arms: Arms,
  by: Pick<DrawRequest, 'decisionId' | 'seed'>,
  shownDecimals: number,
): Pick<WeightDraw, 'samples' | 'weights' | 'shown'> {
  const rng = createRng(by.seed).fork(`weights:${by.decisionId}`);
  const samples = mapSignals((signal) => {
    const { alpha, beta } = arms[signal];
    return drawBeta(alpha, beta, rng.fork(signal));
  });
  const weights = normalise(samples);
  return { samples, weights, shown: roundShares(weights, shownDecimals) };
}

/** One Thompson draw for one decision: a function of posterior, seed and decision id, whatever was drawn before. */
export function drawWeights(
  posterior: Posterior,
  request: DrawRequest,
  config: BanditConfig,
): WeightDraw {
  const { decisionId, regime, ts, seed } = request;
  const arms = readArms(posterior, request, config);
  return {
    decisionId,
    regime,
    ts,
    seed,
    arms,
    ...drawFromArms(arms, request, config.shown_decimals),
  };
}
