'use client';

import type { Proposal } from '@quarterdeck/core/contract/strategy-card.schema';
import { useState } from 'react';
import { countOf } from '../../../format/ratio.ts';
import type { Command } from '../../../trpc/use-command.ts';
import { Dialog, Effects } from '../../../ui/dialog.tsx';
import { isReason, ReasonField } from '../../../ui/reason-field.tsx';
import { ChangeList } from '../params/change-list.tsx';
import type { ParamChange } from '../params/param-changes.ts';
import type { DecideAct } from '../use-param-commands.ts';

interface ProposalDialogProps {
  readonly proposal: Proposal;
  readonly isAccept: boolean;
  readonly changes: readonly ParamChange[];
  readonly command: Command<DecideAct>;
  readonly onClose: () => void;
}

export function ProposalDialog(props: ProposalDialogProps) {
  const { proposal, isAccept, changes, command, onClose } = props;
  const [reason, setReason] = useState('');
  const what = countOf(changes.length, 'parameter');
  const act = () =>
    command.run({ proposalId: proposal.id, accept: isAccept, reason: reason.trim() }, onClose);
  return (
    <Dialog
      title={`${isAccept ? 'Accept' : 'Reject'} the proposal for ${proposal.strategyId}`}
      onClose={onClose}
      actLabel={isAccept ? `Change ${what}` : 'Reject, change nothing'}
      actTone={proposal.isLikelyNoise && isAccept ? 'held' : 'accent'}
      actTestId="proposal-confirm"
      canAct={isReason(reason)}
      onAct={act}
      phase={command.phase}
    >
      {isAccept ? <ChangeList changes={changes} /> : null}
      <Effects
        lines={[
          { on: 'Evidence', what: proposal.verdict },
          {
            on: 'Effect',
            what: isAccept
              ? 'with the next market event; the set of now stays under Versions'
              : 'none: the parameters stay as they are',
          },
        ]}
      />
      <ReasonField value={reason} onText={setReason} testId="proposal-reason" />
    </Dialog>
  );
}
