'use client';

import type { StoredDecision } from '@quarterdeck/core/contract/agent/decision-list.schema';
import { formatElapsed } from '../../../format/elapsed.ts';
import { Clock } from '../../../ui/moment.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { useFillsOf } from '../use-decisions.ts';
import { toTimeline, type TimelineStep } from './decision-timeline.ts';
import styles from './detail.module.css';

function sinceText({ sinceDecisionMs }: TimelineStep): string {
  if (sinceDecisionMs === 0) return '0 ms';
  return `${sinceDecisionMs < 0 ? '−' : '+'}${formatElapsed(Math.abs(sinceDecisionMs))}`;
}

/** From the newest figure to the closed trade; what took long stands out. */
export function TimelinePanel({ stored }: { readonly stored: StoredDecision }) {
  const fills = useFillsOf(stored.record.orders.map(({ clientOrderId }) => clientOrderId));
  const steps = toTimeline(stored, fills.data ?? []);
  return (
    <Panel title="Timeline" age="" testId="decision-timeline">
      <ol className={styles.timeline}>
        {steps.map((step, at) => (
          <li key={`${step.what}-${at}`}>
            <span className={styles.dim}>
              <Clock ts={step.ts} />
            </span>
            <span>
              {step.what}
              {step.detail === '' ? null : <span className={styles.dim}> {step.detail}</span>}
            </span>
            <span
              className="figure"
              title={
                step.sinceBeforeMs === null
                  ? undefined
                  : `${Math.round(step.sinceBeforeMs)} ms after the step before`
              }
            >
              {sinceText(step)}
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
