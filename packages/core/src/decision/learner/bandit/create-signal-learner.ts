import type { BanditConfig } from '../../../contract/agent/config/learner.schema.ts';
import type { EpochMs } from '../../../kernel/clock.ts';
import { denied, PASSED, type Verdict } from '../../../kernel/verdict.ts';
import type { AttributedOutcome } from './attributed-outcome.ts';
import { checkOutcome } from './check-outcome.ts';
import { creditScope } from './credit-outcome.ts';
import { drawWeights, type DrawRequest, type WeightDraw } from './draw-weights.ts';
import { priorPosterior, priorScope, type Posterior } from './posterior.ts';

/** Older trades than these are kept out by their time of closing. */
const REMEMBERED_TRADES = 20_000;

/** Plain JSON: what a restart needs, the count of trades included. */
export interface SignalLearnerState {
  readonly posterior: Posterior;
  readonly tsLastClosed: EpochMs | null;
  /** In the order they were learned from. */
  readonly tradeIds: readonly string[];
}

export interface SignalLearner {
  /**
   * Learns from one closed trade of the model. Refused, and nothing changes: OUTCOME_NOT_OURS, OUTCOME_REPEATED,
   * OUTCOME_OUT_OF_ORDER (closed before one that was learned: rebuild from the journal), OUTCOME_MALFORMED,
   * OUTCOME_CONFIDENCE_RANGE.
   */
  learn(outcome: AttributedOutcome): Verdict;
  draw(request: DrawRequest): WeightDraw;
  posterior(): Posterior;
  state(): SignalLearnerState;
}

interface Memory {
  posterior: Posterior;
  tsLastClosed: EpochMs | null;
  readonly tradeIds: Set<string>;
}

function admit(memory: Memory, outcome: AttributedOutcome): Verdict {
  const { tradeId, tsClosed, actor } = outcome;
  if (actor !== 'model') return denied('OUTCOME_NOT_OURS', { tradeId, actor });
  const shape = checkOutcome(outcome);
  if (!shape.ok) return shape;
  if (memory.tradeIds.has(tradeId)) return denied('OUTCOME_REPEATED', { tradeId });
  const { tsLastClosed } = memory;
  // Decay and sum do not commute in floats: out of order, a rebuilt posterior would not be this one.
  if (tsLastClosed !== null && tsClosed < tsLastClosed) {
    return denied('OUTCOME_OUT_OF_ORDER', { tradeId, tsClosed, tsLastClosed });
  }
  return PASSED;
}

function remember(memory: Memory, outcome: AttributedOutcome): void {
  memory.tsLastClosed = outcome.tsClosed;
  memory.tradeIds.add(outcome.tradeId);
  if (memory.tradeIds.size <= REMEMBERED_TRADES) return;
  for (const oldest of memory.tradeIds) {
    memory.tradeIds.delete(oldest);
    return;
  }
}

function learnFrom(posterior: Posterior, outcome: AttributedOutcome, config: BanditConfig) {
  const key = outcome.regimeAtDecision;
  const regime = posterior.regimes[key] ?? priorScope(config);
  return {
    global: creditScope(posterior.global, outcome, config),
    regimes: { ...posterior.regimes, [key]: creditScope(regime, outcome, config) },
  };
}

/** Thompson sampling over the signals, for all regimes together and for each. */
export function createSignalLearner(
  config: BanditConfig,
  restored?: SignalLearnerState,
): SignalLearner {
  const memory: Memory = {
    posterior: restored?.posterior ?? priorPosterior(config),
    tsLastClosed: restored?.tsLastClosed ?? null,
    tradeIds: new Set(restored?.tradeIds),
  };
  return {
    learn(outcome) {
      const verdict = admit(memory, outcome);
      if (!verdict.ok) return verdict;
      memory.posterior = learnFrom(memory.posterior, outcome, config);
      remember(memory, outcome);
      return verdict;
    },
    draw: (request) => drawWeights(memory.posterior, request, config),
    posterior: () => memory.posterior,
    state: () => ({
      posterior: memory.posterior,
      tsLastClosed: memory.tsLastClosed,
      tradeIds: [...memory.tradeIds],
    }),
  };
}
