import { denied, PASSED, type Verdict } from '../../../kernel/verdict.ts';
import { SIGNAL_NAMES } from '../../../model/agent/decision.ts';
import type { AttributedOutcome } from './attributed-outcome.ts';

const isShare = (value: number): boolean => value >= 0 && value <= 1;

/** Whether the outcome can be learned from at all, whoever decided it and whenever it comes. */
export function checkOutcome(outcome: AttributedOutcome): Verdict {
  const { tradeId, tsDecided, tsClosed, netReturn, signalConfidence } = outcome;
  if (!(tsClosed >= tsDecided) || !Number.isFinite(netReturn)) {
    return denied('OUTCOME_MALFORMED', { tradeId, tsDecided, tsClosed, netReturn });
  }
  const broken = SIGNAL_NAMES.find((signal) => !isShare(signalConfidence[signal]));
  if (broken === undefined) return PASSED;
  return denied('OUTCOME_CONFIDENCE_RANGE', {
    tradeId,
    signal: broken,
    confidence: signalConfidence[broken],
  });
}
