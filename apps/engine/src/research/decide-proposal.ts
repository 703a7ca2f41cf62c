import type { Proposal } from '@quarterdeck/core/contract/strategy-card.schema';
import { denied } from '@quarterdeck/core/kernel/verdict';
import type { DeskView } from '@quarterdeck/core/model/desk-view';
import type { ProposalStore } from '@quarterdeck/db/research-proposals';
import type { Actor, OperatorPort } from '../api/operator-port.ts';
import type { DecisionOutcome, ProposalDecision, StrategiesPort } from '../api/research-port.ts';
import type { AuditEntry } from '../ports/memory.ts';

export interface DeciderOptions {
  readonly proposals: ProposalStore | undefined;
  readonly execute: OperatorPort['execute'];
  readonly audit: (entry: AuditEntry) => void;
  readonly view: () => DeskView;
  readonly now: () => number;
}

const NOTHING_CHANGED: DecisionOutcome = { ok: true, receipt: null };

function changeOf({ strategyId, params }: Proposal, { commandId, reason }: ProposalDecision) {
  const source = 'proposal';
  return { type: 'SetStrategyParams', commandId, strategyId, params, reason, source } as const;
}

/** A person decides, once; an accepted proposal is a change of parameters like any other, audited as one. */
export function createDecider(options: DeciderOptions): StrategiesPort['decide'] {
  const { proposals, execute, audit, view, now } = options;
  const reject = (decision: ProposalDecision, actor: Actor): void => {
    audit({
      ts: now(),
      actor: actor.name,
      via: actor.via,
      action: 'RejectProposal',
      request: JSON.stringify(decision),
      outcome: 'accepted',
      eventSeq: view().lastSeq,
    });
  };
  return async (decision, actor) => {
    const { proposalId, commandId, accept } = decision;
    const proposal = proposals?.find(proposalId);
    if (proposals === undefined || proposal === undefined) {
      return denied('PROPOSAL_UNKNOWN', { proposalId });
    }
    const wanted = accept ? 'accepted' : 'rejected';
    const isRepeated = proposal.state === wanted && proposals.decidedWith(proposalId) === commandId;
    if (proposal.state !== 'open' && !isRepeated) {
      const { state, decidedBy } = proposal;
      return denied('PROPOSAL_DECIDED', { proposalId, state, by: decidedBy ?? 'nobody' });
    }
    if (!accept) {
      const isFirst = proposals.decide(proposalId, {
        state: 'rejected',
        by: actor.name,
        commandId,
      });
      if (isFirst) reject(decision, actor);
      return NOTHING_CHANGED;
    }
    // The command's own receipts make it harmless a second time.
    const outcome = await execute(changeOf(proposal, decision), actor);
    if (outcome.ok) proposals.decide(proposalId, { state: 'accepted', by: actor.name, commandId });
    return outcome;
  };
}
