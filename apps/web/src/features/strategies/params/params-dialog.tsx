'use client';

import { useState } from 'react';
import { countOf } from '../../../format/ratio.ts';
import type { Command } from '../../../trpc/use-command.ts';
import { Dialog, Effects } from '../../../ui/dialog.tsx';
import { isReason, ReasonField } from '../../../ui/reason-field.tsx';
import type { SetParamsAct } from '../use-param-commands.ts';
import { ChangeList } from './change-list.tsx';
import type { ParamChange } from './param-changes.ts';

interface ParamsDialogProps {
  readonly strategyId: string;
  readonly openPositions: number;
  readonly changes: readonly ParamChange[];
  readonly command: Command<SetParamsAct>;
  readonly onSend: (reason: string) => void;
  readonly onClose: () => void;
}

export function ParamsDialog(props: ParamsDialogProps) {
  const { strategyId, openPositions, changes, command, onSend, onClose } = props;
  const [reason, setReason] = useState('');
  const what = countOf(changes.length, 'parameter');
  return (
    <Dialog
      title={`Change ${what} of ${strategyId}`}
      onClose={onClose}
      actLabel={`Change ${what}`}
      actTestId="params-confirm"
      canAct={isReason(reason)}
      onAct={() => onSend(reason.trim())}
      phase={command.phase}
    >
      <ChangeList changes={changes} />
      <Effects
        lines={[
          { on: 'Takes effect', what: 'with the next market event, without a restart' },
          {
            on: 'Positions',
            what:
              openPositions === 0
                ? 'none open'
                : `${countOf(openPositions, 'position')} stay open; their stops and targets are left as they are`,
          },
          { on: 'Way back', what: 'every earlier set is kept under Versions' },
        ]}
      />
      <ReasonField value={reason} onText={setReason} testId="params-reason" />
    </Dialog>
  );
}
