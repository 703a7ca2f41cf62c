'use client';

import type { ProofKind } from '@quarterdeck/core/contract/proof/proof-report.schema';
import { useState } from 'react';
import { describeFailure } from '../../../trpc/refusal.ts';
import { useConnection } from '../../../trpc/use-live.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import styles from '../proof.module.css';
import { KIND_TEXT, readSeed } from '../proof-text.ts';
import { ASK_HEIGHT } from './ask-height.ts';
import { useStartProof } from '../use-proofs.ts';

const KINDS = (['quick', 'full', 'soak'] as const).map((value) => ({
  value,
  label: KIND_TEXT[value].name,
}));

/** A run is asked for as the command line asks for it. */
export function StartPanel({ onStarted }: { readonly onStarted: () => void }) {
  const [kind, setKind] = useState<ProofKind>('quick');
  const [typed, setTyped] = useState('');
  const start = useStartProof();
  const isDown = useConnection().phase === 'disconnected';
  const { seed, wrong } = readSeed(typed);
  const run = () => {
    if (wrong !== undefined || start.isPending || isDown) return;
    start.mutate(seed === undefined ? { kind } : { kind, seed }, { onSuccess: onStarted });
  };
  return (
    <Panel title="Run the proof" bodyHeight={ASK_HEIGHT} age="" isPadded testId="proof-start">
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          run();
        }}
      >
        <div>
          <Segmented label="Kind of run" options={KINDS} value={kind} onChange={setKind} />
          <p className={styles.takes}>{KIND_TEXT[kind].takes}</p>
        </div>
        <Field
          label="Seed, optional"
          value={typed}
          onText={setTyped}
          wrong={wrong}
          inputMode="numeric"
          placeholder="the project’s standing seed"
        />
        <p className={styles.dim}>
          Runs before simulated desks in folders of their own, in a process below this desk in
          priority. It never touches this desk, its data folder or its lock. Beside a desk that
          trades, times come out longer than on an idle machine; counts and profit do not change.
        </p>
        <div className={styles.send}>
          <span role="status" className={start.isError || isDown ? styles.wrong : styles.dim}>
            {statusText(start, isDown)}
          </span>
          <Button
            type="submit"
            tone="accent"
            disabled={start.isPending || isDown}
            data-testid="run-proof"
          >
            {start.isPending ? 'Requested…' : 'Run the proof'}
          </Button>
        </div>
      </form>
    </Panel>
  );
}

function statusText(start: ReturnType<typeof useStartProof>, isDown: boolean): string {
  if (isDown) return 'The engine does not answer: no run can be asked for.';
  if (!start.isError) return '';
  const { code, text } = describeFailure(start.error);
  return `Refused: ${code}${text ? ` · ${text}` : ''}`;
}
