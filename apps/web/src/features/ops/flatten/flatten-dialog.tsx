'use client';

import { useState } from 'react';
import { countOf } from '../../../format/ratio.ts';
import { useTRPCClient } from '../../../trpc/trpc-context.ts';
import { useCommand } from '../../../trpc/use-command.ts';
import { useSlice } from '../../../trpc/use-live.ts';
import { Dialog, Effects } from '../../../ui/dialog.tsx';
import { isReason, ReasonField } from '../../../ui/reason-field.tsx';
import { planFlatten } from './flatten-plan.ts';
import styles from './flatten.module.css';

function Sizes({ none, lines }: { readonly none: string; readonly lines: readonly string[] }) {
  if (lines.length === 0) return none;
  return (
    <ul className={styles.list}>
      {lines.map((line, at) => (
        <li key={`${at}:${line}`}>{line}</li>
      ))}
    </ul>
  );
}

export function FlattenDialog({ onClose }: { readonly onClose: () => void }) {
  const [reason, setReason] = useState('');
  const [lockFirst, setLockFirst] = useState(true);
  const client = useTRPCClient();
  const lock = useSlice('lock');
  const plan = planFlatten(useSlice('orders') ?? [], useSlice('positions') ?? []);
  const flatten = useCommand<{ lockFirst: boolean; reason: string }>((input) =>
    client.ops.flatten.mutate(input),
  );
  const isLocked = lock !== undefined && lock.level !== 'none';
  return (
    <Dialog
      title="Flatten the account"
      onClose={onClose}
      actLabel={plan.act}
      actTone="danger"
      actTestId="flatten-confirm"
      canAct={isReason(reason)}
      onAct={() => flatten.run({ lockFirst, reason: reason.trim() }, onClose)}
      phase={flatten.phase}
    >
      <Effects
        lines={[
          {
            on: countOf(plan.orders.length, 'order'),
            what: (
              <Sizes
                none="none working in our books"
                lines={plan.orders.map((line) => `cancel ${line}`)}
              />
            ),
          },
          {
            on: countOf(plan.positions.length, 'position'),
            what: (
              <Sizes
                none="none open in our books"
                lines={plan.positions.map((line) => `close ${line} at market`)}
              />
            ),
          },
          {
            on: 'Until',
            what: 'the venue’s own book is empty. It is asked again after each round; what is left is named here.',
          },
        ]}
      />
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={lockFirst || isLocked}
          disabled={isLocked}
          onChange={(event) => setLockFirst(event.currentTarget.checked)}
          data-testid="flatten-lock-first"
        />
        <span>
          {isLocked ? 'Locked already' : 'Lock first'}, so that nothing opens again behind it
        </span>
      </label>
      <ReasonField value={reason} onText={setReason} testId="flatten-reason" />
    </Dialog>
  );
}
