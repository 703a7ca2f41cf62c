'use client';

import { useState } from 'react';
import { countOf } from '../../../format/ratio.ts';
import { useTRPCClient } from '../../../trpc/trpc-context.ts';
import { useCommand } from '../../../trpc/use-command.ts';
import { useSlice } from '../../../trpc/use-live.ts';
import { Dialog, Effects } from '../../../ui/dialog.tsx';
import { Age } from '../../../ui/moment.tsx';
import { isReason, ReasonField } from '../../../ui/reason-field.tsx';

interface UnlockDialogProps {
  readonly onUnlocked: () => void;
  readonly onClose: () => void;
}

function leftAlone(count: number, noun: string): string {
  if (count === 0) return `no ${noun}`;
  return `${countOf(count, noun)}, left as ${count === 1 ? 'it is' : 'they are'}`;
}

export function UnlockDialog({ onUnlocked, onClose }: UnlockDialogProps) {
  const [reason, setReason] = useState('');
  const client = useTRPCClient();
  const lock = useSlice('lock');
  const strategies = useSlice('strategies') ?? [];
  const orders = useSlice('orders') ?? [];
  const positions = useSlice('positions') ?? [];
  const unlock = useCommand<{ reason: string }>((input) => client.ops.unlock.mutate(input));
  const entering = strategies.filter((row) => row.entry_enabled).map((row) => row.id);
  const done = () => {
    onUnlocked();
    onClose();
  };
  return (
    <Dialog
      title="Release the lock"
      onClose={onClose}
      actLabel="Unlock: let entries through"
      actTone="held"
      actTestId="unlock-confirm"
      canAct={isReason(reason)}
      onAct={() => unlock.run({ reason: reason.trim() }, done)}
      phase={unlock.phase}
    >
      <Effects
        lines={[
          {
            on: 'Locked',
            what: lock ? (
              <>
                “{lock.reason}” by {lock.by}, <Age ts={lock.tsSince} /> ago
              </>
            ) : (
              'unknown: nothing received from the engine yet'
            ),
          },
          {
            on: 'Strategies',
            what:
              entering.length === 0
                ? 'no entries: every entry switch is off'
                : `${countOf(entering.length, 'strategy').replace('strategys', 'strategies')} may enter at once: ${entering.join(', ')}`,
          },
          { on: 'Orders', what: leftAlone(orders.length, 'working order') },
          { on: 'Positions', what: leftAlone(positions.length, 'open position') },
        ]}
      />
      <ReasonField
        label="Why is it safe to trade again?"
        value={reason}
        onText={setReason}
        testId="unlock-reason"
      />
    </Dialog>
  );
}
