'use client';

import type { TailRow } from '@quarterdeck/core/contract/console-state.schema';
import { formatCount } from '../../../format/ratio.ts';
import { useSlice } from '../../../trpc/use-live.ts';
import { Clock } from '../../../ui/moment.tsx';
import { Panel, PanelNote, PanelSkeleton } from '../../../ui/panel.tsx';
import styles from './health.module.css';

interface TailPanelProps {
  readonly title: string;
  readonly rows: readonly TailRow[] | undefined;
  readonly empty: { readonly what: string; readonly why: string };
  readonly testId: string;
}

function TailPanel({ title, rows, empty, testId }: TailPanelProps) {
  const newest = rows?.[0];
  return (
    <Panel
      title={title}
      count={newest ? `#${formatCount(newest.seq)}` : undefined}
      bodyHeight={268}
      testId={testId}
    >
      {rows === undefined ? (
        <PanelSkeleton rows={8} />
      ) : rows.length === 0 ? (
        <PanelNote {...empty} />
      ) : (
        <ol className={styles.tail} tabIndex={0} aria-label={title}>
          {rows.map((row) => (
            <li key={`${row.seq}:${row.kind}`} title={`#${row.seq} ${row.kind}: ${row.text}`}>
              <span className={styles.time}>
                <Clock ts={row.ts} />
              </span>
              <span className={styles.kind}>{row.kind}</span>
              <span className={styles.text}>{row.text}</span>
            </li>
          ))}
        </ol>
      )}
    </Panel>
  );
}

export function EventTail() {
  return (
    <TailPanel
      title="Event journal"
      rows={useSlice('eventTail')}
      testId="event-tail"
      empty={{
        what: 'No events yet',
        why: 'Numbered events appear here as the desk handles them.',
      }}
    />
  );
}

export function AuditTail() {
  return (
    <TailPanel
      title="Audit log"
      rows={useSlice('auditTail')}
      testId="audit-tail"
      empty={{
        what: 'Nobody has acted yet',
        why: 'Each act of an operator is kept here for good.',
      }}
    />
  );
}
