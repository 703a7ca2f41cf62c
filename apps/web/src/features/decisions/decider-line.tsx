'use client';

import Link from 'next/link';
import { formatUsd } from '../../format/usd.ts';
import { asSentence } from '../../format/sentence.ts';
import { useSlice } from '../../trpc/use-live.ts';
import { Chip } from '../../ui/chip.tsx';
import styles from './decider-line.module.css';
import { shortModel } from './outcome-look.ts';

/** Who decides now and why, in one line: nobody should have to look for it. */
export function DeciderLine() {
  const agent = useSlice('agent');
  return (
    <p className={styles.line} data-testid="decider-line">
      {agent === undefined ? (
        <span className={styles.quiet}>Waiting for the engine</span>
      ) : agent === null ? (
        <span className={styles.quiet}>
          No agent: <code>agent</code> is not in config/quarterdeck.yaml. The strategies trade
          alone.
        </span>
      ) : agent.decider === 'model' ? (
        <>
          <Chip tone="good">Claude decides</Chip>
          <span>
            {agent.symbols.join(', ')} by {shortModel(agent.model ?? 'no model')}, today{' '}
            <span className="figure">{formatUsd(agent.budget.spent)}</span> of{' '}
            <span className="figure">{formatUsd(agent.budget.limit)}</span>.
          </span>
        </>
      ) : (
        <>
          <Chip tone="held">Rules decide</Chip>
          <span>
            {agent.symbols.join(', ')}: {asSentence(agent.why)}
          </span>
        </>
      )}
      <Link href="/ops#model">Model</Link>
    </p>
  );
}
