'use client';

import type { Proposal, StrategyCard } from '@quarterdeck/core/contract/strategy-card.schema';
import { useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Chip } from '../../../ui/chip.tsx';
import { Age } from '../../../ui/moment.tsx';
import { Panel, PanelNote } from '../../../ui/panel.tsx';
import { PhaseNote } from '../../../ui/phase-note.tsx';
import { QueryState } from '../../../ui/query-state.tsx';
import { ChangeList } from '../params/change-list.tsx';
import { changesTo } from '../params/param-changes.ts';
import { useDecideProposal, useProposals } from '../use-param-commands.ts';
import { EvidenceTable } from './evidence-table.tsx';
import { ProposalDialog } from './proposal-dialog.tsx';
import styles from './proposals.module.css';

interface Choice {
  readonly proposal: Proposal;
  readonly isAccept: boolean;
}

/** What the tuner found: nothing of it is in effect until a person accepts it. */
export function ProposalsPanel({ card }: { readonly card: StrategyCard }) {
  const proposals = useProposals(card.id);
  const [choice, setChoice] = useState<Choice | undefined>(undefined);
  const command = useDecideProposal();
  const choose = (proposal: Proposal, isAccept: boolean) => {
    command.reset();
    setChoice({ proposal, isAccept });
  };
  return (
    <Panel
      title="Proposals of the tuner"
      count={proposals.data && `${openOf(proposals.data).length} open`}
      bodyHeight={130}
      testId="proposals"
      age={<PhaseNote phase={command.phase} asked="decision" />}
    >
      <QueryState query={proposals} what="The proposals">
        {(list) =>
          list.length === 0 ? (
            <PanelNote
              what="No proposals"
              why="A parameter search proposes its best set here: npx quarterdeck search. Nothing changes by itself."
            />
          ) : (
            <ul className={styles.list}>
              {[...openOf(list), ...list.filter((each) => each.state !== 'open')].map(
                (proposal) => (
                  <li key={proposal.id} data-testid={`proposal-${proposal.id}`}>
                    <ProposalView proposal={proposal} card={card} onChoose={choose} />
                  </li>
                ),
              )}
            </ul>
          )
        }
      </QueryState>
      {choice ? (
        <ProposalDialog
          {...choice}
          changes={changesTo(card.params, choice.proposal.params)}
          command={command}
          onClose={() => setChoice(undefined)}
        />
      ) : null}
    </Panel>
  );
}

const openOf = (list: readonly Proposal[]) => list.filter((each) => each.state === 'open');

interface ProposalViewProps {
  readonly proposal: Proposal;
  readonly card: StrategyCard;
  readonly onChoose: (proposal: Proposal, isAccept: boolean) => void;
}

function ProposalView({ proposal, card, onChoose }: ProposalViewProps) {
  const isOpen = proposal.state === 'open';
  return (
    <>
      <div className={styles.head}>
        <Chip tone={isOpen ? 'accent' : 'neutral'}>{proposal.state}</Chip>
        <span className={`figure ${styles.dim}`}>
          search {proposal.searchId} · <Age ts={proposal.ts} /> ago
          {proposal.decidedBy ? ` · ${proposal.state} by ${proposal.decidedBy}` : ''}
        </span>
        {isOpen ? (
          <span className={styles.acts}>
            <Button isSmall onClick={() => onChoose(proposal, false)}>
              Reject
            </Button>
            <Button
              isSmall
              tone={proposal.isLikelyNoise ? 'held' : 'accent'}
              onClick={() => onChoose(proposal, true)}
            >
              Accept
            </Button>
          </span>
        ) : null}
      </div>
      <p className={proposal.isLikelyNoise ? styles.noise : styles.verdict}>
        {proposal.isLikelyNoise ? '⚠ Likely noise: ' : ''}
        {proposal.verdict}
      </p>
      {isOpen ? (
        <div className={styles.evidence}>
          <ChangeList changes={changesTo(card.params, proposal.params)} />
          <EvidenceTable proposal={proposal} />
        </div>
      ) : null}
    </>
  );
}
