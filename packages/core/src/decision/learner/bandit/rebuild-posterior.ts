import type { BanditConfig } from '../../../contract/agent/config/learner.schema.ts';
import type { AttributedOutcome } from './attributed-outcome.ts';
import { createSignalLearner, type SignalLearnerState } from './create-signal-learner.ts';

/**
 * The learner's state from all outcomes of the journal, to the last bit what was stored. Taken in order of closing; trades
 * of the same millisecond in the order given, which must be the journal's. Outcomes of others and repeats drop out.
 */
export function rebuildPosterior(
  outcomes: readonly AttributedOutcome[],
  config: BanditConfig,
): SignalLearnerState {
  const learner = createSignalLearner(config);
  const inOrder = [...outcomes].sort((one, two) => one.tsClosed - two.tsClosed);
  for (const outcome of inOrder) learner.learn(outcome);
  return learner.state();
}
