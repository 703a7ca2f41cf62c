import type { BanditConfig } from '../../../contract/agent/config/learner.schema.ts';
import { decayArms, mapSignals, type Arm, type Scope } from './posterior.ts';
import type { AttributedOutcome } from './attributed-outcome.ts';

/** 0..1, each signal by its own confidence; zero for one that had no part in the trade. */
export function creditOf(confidence: number, config: BanditConfig): number {
  return confidence > config.min_confidence ? confidence : 0;
}

function creditArm(arm: Arm, credit: number, netReturn: number): Arm {
  if (netReturn > 0) return { alpha: arm.alpha + credit, beta: arm.beta };
  if (netReturn < 0) return { alpha: arm.alpha, beta: arm.beta + credit };
  return arm;
}

/**
 * A win adds the signal's credit to alpha, a loss to beta; a return of exactly zero is neither. Thompson sampling with
 * Beta arms: Thompson, Biometrika 25, 1933; Chapelle and Li, "An Empirical Evaluation of Thompson Sampling", 2011.
 * A credit below one is a likelihood raised to that power: Bissiri, Holmes and Walker, "A General Framework for Updating
 * Belief Distributions", JRSS B 78, 2016.
 */
export function creditScope(scope: Scope, outcome: AttributedOutcome, config: BanditConfig): Scope {
  const arms = decayArms(scope, outcome.tsClosed, config);
  return {
    arms: mapSignals((signal) => {
      const credit = creditOf(outcome.signalConfidence[signal], config);
      return creditArm(arms[signal], credit, outcome.netReturn);
    }),
    trades: scope.trades + 1,
    tsUpdated: outcome.tsClosed,
  };
}
