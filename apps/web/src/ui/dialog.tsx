'use client';

import type { ReactNode, SubmitEvent } from 'react';
import type { CommandPhase } from '../trpc/use-command.ts';
import { Button } from './button.tsx';
import styles from './dialog.module.css';
import { Modal } from './modal.tsx';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  /** Names the act: "Close 0.02 BTC/USDT". */
  readonly actLabel: string;
  readonly actTone?: 'accent' | 'held' | 'danger';
  readonly actTestId?: string;
  readonly canAct: boolean;
  readonly onAct: () => void;
  readonly phase: CommandPhase;
  readonly children: ReactNode;
}

/** A question about one act. It stays open until the engine has answered, and shows a refusal in place. */
export function Dialog(props: DialogProps) {
  const { title, onClose, actLabel, actTone = 'accent', actTestId, canAct, onAct, phase } = props;
  const isWaiting = phase.kind === 'requested';
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (canAct && !isWaiting) onAct();
  };
  return (
    <Modal shape="dialog" title={title} onClose={onClose}>
      <form className={styles.form} onSubmit={submit}>
        {props.children}
        {phase.kind === 'failed' ? (
          <p className={styles.failure} role="alert">
            {phase.failure.isOutcomeUnknown ? 'Unknown' : 'Refused'}: {phase.failure.code}
            {phase.failure.text ? ` · ${phase.failure.text}` : ''}
          </p>
        ) : null}
        <div className={styles.actions}>
          <Button onClick={onClose}>Keep as it is</Button>
          <Button
            type="submit"
            tone={actTone}
            disabled={!canAct || isWaiting}
            data-testid={actTestId}
          >
            {isWaiting ? 'Requested…' : actLabel}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

/** What an act does, one line an object: orders, positions, strategies. */
export function Effects({
  lines,
}: {
  readonly lines: readonly { readonly on: string; readonly what: ReactNode }[];
}) {
  return (
    <ul className={styles.effects}>
      {lines.map((line) => (
        <li key={line.on}>
          <b>{line.on}</b>
          <span>{line.what}</span>
        </li>
      ))}
    </ul>
  );
}
