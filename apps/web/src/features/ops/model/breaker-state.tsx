'use client';

import type { AgentStatus } from '@quarterdeck/core/contract/agent/agent-status.schema';
import { useState } from 'react';
import { formatAge } from '../../../format/age.ts';
import { countOf } from '../../../format/ratio.ts';
import { asSentence } from '../../../format/sentence.ts';
import { useEngineNow } from '../../../trpc/use-engine-now.ts';
import { Button } from '../../../ui/button.tsx';
import { Chip, type Tone } from '../../../ui/chip.tsx';
import { Clock } from '../../../ui/moment.tsx';
import { causeText, positionText } from './breaker-text.ts';
import styles from './model.module.css';
import { ResetBreakerDialog } from './reset-breaker-dialog.tsx';

const TONES: Record<AgentStatus['breaker']['position'], Tone> = {
  closed: 'good',
  half_open: 'held',
  open: 'held',
};

/** Whether the model may be asked, and who or what closes it again. */
export function BreakerState({ agent }: { readonly agent: AgentStatus }) {
  const [isAsking, setIsAsking] = useState(false);
  const { breaker } = agent;
  const isClosed = breaker.position === 'closed';
  return (
    <dl className={styles.facts}>
      <div>
        <dt>Breaker</dt>
        <dd data-testid="breaker">
          <Chip tone={TONES[breaker.position]}>{breaker.position.replace('_', ' ')}</Chip>
          <span className={styles.why}>
            {isClosed ? '' : `${asSentence(capital(causeText(breaker.cause)))} `}
            {positionText(breaker)}
            {breaker.transientInRow > 0
              ? ` ${countOf(breaker.transientInRow, 'failure')} in a row.`
              : ''}
          </span>
          {breaker.tsProbe === null || isClosed ? null : <NextProbe tsProbe={breaker.tsProbe} />}
        </dd>
      </div>
      {isClosed ? null : (
        <div>
          <dt />
          <dd>
            <Button isSmall data-testid="reset-breaker" onClick={() => setIsAsking(true)}>
              Close breaker…
            </Button>
          </dd>
        </div>
      )}
      {isAsking ? <ResetBreakerDialog agent={agent} onClose={() => setIsAsking(false)} /> : null}
    </dl>
  );
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function NextProbe({ tsProbe }: { readonly tsProbe: number }) {
  const now = useEngineNow();
  return (
    <span className={styles.why}>
      Next probe at <Clock ts={tsProbe} />
      {now !== undefined && tsProbe > now ? `, in ${formatAge(tsProbe - now)}` : ', due'}.
    </span>
  );
}
