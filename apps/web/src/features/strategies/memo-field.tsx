'use client';

import { useState, type KeyboardEvent } from 'react';
import { useTRPCClient } from '../../trpc/trpc-context.ts';
import { useCommand } from '../../trpc/use-command.ts';
import { PhaseNote } from '../../ui/phase-note.tsx';
import styles from './memo-field.module.css';

interface MemoFieldProps {
  readonly strategyId: string;
  readonly memo: string;
}

/** A note that stays with the switch: click, type, Enter keeps it, Escape leaves it as it was. */
export function MemoField({ strategyId, memo }: MemoFieldProps) {
  const [draft, setDraft] = useState<string | undefined>(undefined);
  const client = useTRPCClient();
  const command = useCommand<{ strategyId: string; memo: string }>((input) =>
    client.ops.setStrategyControl.mutate(input),
  );
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape') setDraft(undefined);
    if (event.key !== 'Enter' || draft === undefined) return;
    if (draft !== memo) command.run({ strategyId, memo: draft });
    setDraft(undefined);
  };
  if (draft !== undefined) {
    return (
      <input
        className={styles.input}
        aria-label={`Memo of ${strategyId}`}
        title="Enter keeps it, Escape leaves it as it was"
        value={draft}
        maxLength={500}
        autoFocus
        onChange={(event) => setDraft(event.currentTarget.value)}
        onBlur={() => setDraft(undefined)}
        onKeyDown={press}
      />
    );
  }
  return (
    <>
      <button
        type="button"
        className={`${styles.memo} ${memo ? '' : styles.none}`}
        onClick={() => setDraft(memo)}
        title={memo || 'Add a memo'}
        data-testid={`memo-${strategyId}`}
      >
        <span className={styles.text}>{memo || 'add memo'}</span>
      </button>
      {command.phase.kind === 'requested' || command.phase.kind === 'failed' ? (
        <PhaseNote phase={command.phase} asked="memo" />
      ) : null}
    </>
  );
}
