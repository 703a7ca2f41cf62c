'use client';

import type { ConsoleState } from '@quarterdeck/core/contract/console-state.schema';
import { useState } from 'react';
import { countOf } from '../../../format/ratio.ts';
import { useSlice } from '../../../trpc/use-live.ts';
import { Button } from '../../../ui/button.tsx';
import { Age, Clock } from '../../../ui/moment.tsx';
import { Panel, PanelSkeleton } from '../../../ui/panel.tsx';
import { FlattenDialog } from './flatten-dialog.tsx';
import { FLATTEN_STEPS, isRunning } from './flatten-plan.ts';
import styles from './flatten.module.css';

type Flatten = ConsoleState['flatten'];

export function FlattenPanel() {
  const flatten = useSlice('flatten');
  const orders = useSlice('orders');
  const positions = useSlice('positions');
  const [isAsking, setIsAsking] = useState(false);
  return (
    <Panel title="Flatten" isPadded bodyHeight={150} testId="flatten-panel">
      {flatten ? (
        <div className={styles.body}>
          <Steps flatten={flatten} />
          <Words flatten={flatten} />
          {flatten.left.length > 0 && flatten.phase !== 'flat' ? (
            <ul className={styles.left} aria-label="Left at the venue">
              {flatten.left.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          ) : null}
          <Button
            tone="danger"
            onClick={() => setIsAsking(true)}
            disabled={isRunning(flatten.phase)}
            data-testid="flatten-button"
          >
            Flatten… ({countOf(orders?.length ?? 0, 'order')},{' '}
            {countOf(positions?.length ?? 0, 'position')})
          </Button>
        </div>
      ) : (
        <PanelSkeleton rows={3} />
      )}
      {isAsking ? <FlattenDialog onClose={() => setIsAsking(false)} /> : null}
    </Panel>
  );
}

function Steps({ flatten: { phase } }: { readonly flatten: Flatten }) {
  const at = FLATTEN_STEPS.findIndex((step) => step === phase);
  const toneOf = (step: number) => {
    if (phase === 'flat') return step === at ? styles.flat : styles.done;
    if (phase === 'stuck') return step === 2 ? styles.stuck : step < 2 ? styles.done : '';
    return step === at ? styles.now : step < at ? styles.done : '';
  };
  return (
    <ol
      className={styles.steps}
      data-testid="flatten-phase"
      data-phase={phase}
      aria-label={`Flatten: ${phase}`}
    >
      {FLATTEN_STEPS.map((step, index) => (
        <li
          key={step}
          className={`${styles.step} ${toneOf(index) ?? ''}`}
          aria-current={step === phase ? 'step' : undefined}
        >
          {phase === 'stuck' && index === 2 ? 'stuck' : step}
        </li>
      ))}
    </ol>
  );
}

function Words({ flatten }: { readonly flatten: Flatten }) {
  if (flatten.phase === 'idle') {
    return (
      <p className={styles.dim}>
        Cancels every working order, closes every position at market and asks the venue until its
        own book is empty.
      </p>
    );
  }
  const since = (
    <>
      by {flatten.by}, started <Clock ts={flatten.tsStarted} /> (<Age ts={flatten.tsStarted} /> ago)
      {flatten.attempts > 0 ? `, ${countOf(flatten.attempts, 'further round')}` : ''}
    </>
  );
  if (flatten.phase === 'flat') {
    return <p className={styles.dim}>Flat by the venue’s own book; {since}.</p>;
  }
  if (flatten.phase === 'stuck') {
    return <p className={styles.dim}>Gave up {since}. This is what the venue still holds:</p>;
  }
  return <p className={styles.dim}>Under way {since}.</p>;
}
