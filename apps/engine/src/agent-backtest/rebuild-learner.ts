import type { StoredDecision } from '@quarterdeck/core/contract/agent/decision-list.schema';
import type { BanditConfig } from '@quarterdeck/core/contract/agent/config/learner.schema';
import type {
  AttributedOutcome,
  RegimeKey,
} from '@quarterdeck/core/decision/learner/bandit/attributed-outcome';
import type { SignalLearnerState } from '@quarterdeck/core/decision/learner/bandit/create-signal-learner';
import { rebuildPosterior } from '@quarterdeck/core/decision/learner/bandit/rebuild-posterior';
import type { DecisionReader } from '@quarterdeck/db/decision-reader';

const PAGE = 500;

/** The closed trade of one journalled decision, as it was learned from; undefined while there is none. */
function outcomeOf({ record, results }: StoredDecision): AttributedOutcome | undefined {
  const trade = results.find((result) => result.kind === 'trade');
  const { decision, draw } = record;
  if (trade === undefined || decision === null || draw === null) return undefined;
  const { positionId: tradeId, tsClosed, direction, netReturn } = trade;
  return {
    decisionId: record.decisionId,
    tradeId,
    tsDecided: record.tsDecision,
    tsClosed,
    regimeAtDecision: draw.regime as RegimeKey,
    signalConfidence: decision.signalConfidence,
    direction,
    netReturn,
    actor: record.actor === 'model' ? 'model' : 'fallback',
  };
}

/** Every decision's trade, in the order of their decisions. */
function* readOutcomes(reader: Pick<DecisionReader, 'read'>): Generator<AttributedOutcome> {
  for (let after = 0; ;) {
    const page = reader.read(after, PAGE);
    for (const stored of page) {
      const outcome = outcomeOf(stored);
      if (outcome !== undefined) yield outcome;
    }
    if (page.length < PAGE) return;
    after = page.at(-1)?.id ?? 0;
  }
}

/**
 * What the learner must know if it learned from the journal and from nothing else. `closed` names positions as the journal
 * closes them: two that ended in one millisecond were learned from in that order.
 */
export function rebuildLearner(
  reader: Pick<DecisionReader, 'read'>,
  closed: readonly string[],
  config: BanditConfig,
): SignalLearnerState {
  const outcomes = new Map([...readOutcomes(reader)].map((each) => [each.tradeId, each]));
  const inOrder = closed.flatMap((positionId) => outcomes.get(positionId) ?? []);
  return rebuildPosterior(inOrder, config);
}
