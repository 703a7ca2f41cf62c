'use client';

import Link from 'next/link';
import { Chip } from '../../ui/chip.tsx';
import { Age } from '../../ui/moment.tsx';
import { Panel } from '../../ui/panel.tsx';
import styles from './proof.module.css';
import { STATE_LOOK } from './proof-text.ts';
import { useLastProof } from './use-proofs.ts';

/** The last verdict in a line, and the way to what stands behind it. */
export function ProofLinkPanel() {
  const { data: last } = useLastProof();
  return (
    <Panel
      title="Proof"
      isPadded
      testId="proof-link"
      age={last ? <Age ts={last.tsStarted} /> : ''}
      tools={
        last ? <Chip tone={STATE_LOOK[last.state].tone}>{STATE_LOOK[last.state].text}</Chip> : null
      }
    >
      <div className={styles.last}>
        <span className={styles.dim}>
          {last === null ? 'Never run here' : 'That the engine is right under load'}
        </span>
        <Link href="/ops/proof">Proof</Link>
      </div>
    </Panel>
  );
}
