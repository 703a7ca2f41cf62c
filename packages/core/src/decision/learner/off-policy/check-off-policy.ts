import type { LearnerConfig } from '../../../contract/agent/config/learner.schema.ts';
import { createRng } from '../../../kernel/rng.ts';
import { SIGNAL_NAMES } from '../../../model/agent/decision.ts';
import type { AttributedOutcome } from '../bandit/attributed-outcome.ts';
import { checkOutcome } from '../bandit/check-outcome.ts';
import { creditOf } from '../bandit/credit-outcome.ts';
import type { SignalWeights } from '../bandit/draw-weights.ts';
import { bootstrapMean, type Interval } from './bootstrap-mean.ts';

/** A closed trade with the weights its decision drew (unrounded). */
export interface WeightedTrade {
  readonly outcome: AttributedOutcome;
  readonly weights: SignalWeights;
}

/** Returns are shares of the entry notional, a trade. */
export interface OffPolicyReport {
  /** Trades of the model in which at least one signal had a part. */
  readonly n: number;
  /** (sum of weights)^2 / sum of squares: how many unweighted trades say as much (Kish, "Survey Sampling", 1965). */
  readonly effectiveN: number;
  /** Trades in which a ratio was cut to `max_ratio`; they pull the estimate for equal weights towards zero. */
  readonly clipped: number;
  /** About one when the weights describe what was done; far from it the comparison means little. */
  readonly meanRatio: number | null;
  readonly drawnReturn: number | null;
  /** What equal weights would have made, by estimate. */
  readonly equalReturn: number | null;
  /** Drawn less equal. */
  readonly advantage: number | null;
  /** Of the advantage; null below two trades. */
  readonly interval: Interval | null;
}

interface Ratio {
  readonly netReturn: number;
  readonly ratio: number;
  readonly isClipped: boolean;
}

/**
 * Chance under equal weights over chance under the drawn ones that this trade came about, a trade being carried by each
 * signal in proportion to its credit. Null when no signal carried it.
 */
function ratioOf({ outcome, weights }: WeightedTrade, config: LearnerConfig): Ratio | null {
  const credits = SIGNAL_NAMES.map((signal) =>
    creditOf(outcome.signalConfidence[signal], config.bandit),
  );
  const total = credits.reduce((sum, credit) => sum + credit, 0);
  if (total === 0) return null;
  let ratio = 0;
  let isClipped = false;
  for (const [index, signal] of SIGNAL_NAMES.entries()) {
    const share = (credits[index] ?? 0) / total;
    if (share === 0) continue;
    const raw = 1 / SIGNAL_NAMES.length / weights[signal];
    isClipped ||= raw > config.off_policy.max_ratio;
    ratio += share * Math.min(config.off_policy.max_ratio, raw);
  }
  return { netReturn: outcome.netReturn, ratio, isClipped };
}

function ratiosOf(trades: readonly WeightedTrade[], config: LearnerConfig): Ratio[] {
  const seen = new Set<string>();
  const ratios: Ratio[] = [];
  for (const trade of trades) {
    const { actor, tradeId } = trade.outcome;
    if (actor !== 'model' || seen.has(tradeId) || !checkOutcome(trade.outcome).ok) continue;
    seen.add(tradeId);
    const ratio = ratioOf(trade, config);
    if (ratio !== null) ratios.push(ratio);
  }
  return ratios;
}

const sumOf = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0);

/**
 * Whether the drawn weights earn more than equal ones would have, from the trades made under the drawn ones: inverse
 * propensity scoring (Horvitz and Thompson, JASA 47, 1952; Dudík, Langford and Li, "Doubly Robust Policy Evaluation and
 * Learning", ICML 2011) with clipped weights (Ionides, "Truncated Importance Sampling", JCGS 17, 2008).
 */
export function checkOffPolicy(
  trades: readonly WeightedTrade[],
  seed: number,
  config: LearnerConfig,
): OffPolicyReport {
  const ratios = ratiosOf(trades, config);
  const n = ratios.length;
  const weights = ratios.map(({ ratio }) => ratio);
  const weight = sumOf(weights);
  const gains = ratios.map(({ netReturn, ratio }) => netReturn * (1 - ratio));
  const meanOf = (values: readonly number[]): number | null => (n === 0 ? null : sumOf(values) / n);
  return {
    n,
    effectiveN: n === 0 ? 0 : weight ** 2 / sumOf(weights.map((ratio) => ratio ** 2)),
    clipped: ratios.filter(({ isClipped }) => isClipped).length,
    meanRatio: meanOf(weights),
    drawnReturn: meanOf(ratios.map(({ netReturn }) => netReturn)),
    equalReturn: meanOf(ratios.map(({ netReturn, ratio }) => netReturn * ratio)),
    advantage: meanOf(gains),
    interval: bootstrapMean(gains, createRng(seed).fork('off-policy'), {
      resamples: config.off_policy.resamples,
      confidencePct: config.off_policy.confidence_pct,
    }),
  };
}
