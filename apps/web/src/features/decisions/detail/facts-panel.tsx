'use client';

import type { StoredDecision } from '@quarterdeck/core/contract/agent/decision-list.schema';
import type { ReactNode } from 'react';
import { formatUsd } from '../../../format/usd.ts';
import { Panel } from '../../../ui/panel.tsx';
import styles from './detail.module.css';

function factsOf({ id, hash, record }: StoredDecision): readonly (readonly [string, ReactNode])[] {
  const { versions, snapshot, breaker, budget, request, modelReturned, questionId } = record;
  return [
    ['Row', `${id} of the journal, record version ${record.recordVersion}`],
    ['Chain', <code key="chain">{hash}</code>],
    ['Snapshot', <code key="snapshot">{snapshot.hash}</code>],
    ['Configuration', <code key="config">{versions.configHash}</code>],
    ['Versions', `prompt ${versions.prompt}, schema ${versions.schema}, SDK ${versions.sdk}`],
    [
      'Asked',
      request === null
        ? 'nobody'
        : `${request.model}, effort ${request.effort}, at most ${request.maxTokens} tokens; answered by ${modelReturned ?? 'nobody'}`,
    ],
    ['Question', questionId ?? 'none'],
    ['Breaker', breaker.failure === null ? breaker.state : `${breaker.state}: ${breaker.failure}`],
    ['Budget', `${budget.mode}, ${formatUsd(budget.spent)} of ${formatUsd(budget.limit)}`],
  ];
}

/** What it takes to prove what was decided, by which program. */
export function FactsPanel({ stored }: { readonly stored: StoredDecision }) {
  return (
    <Panel title="Record" age="" testId="decision-facts">
      <dl className={styles.facts}>
        {factsOf(stored).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
