'use client';

import { useQuery } from '@tanstack/react-query';
import { useTRPCClient } from '../../../trpc/trpc-context.ts';
import { Button } from '../../../ui/button.tsx';
import { Chip } from '../../../ui/chip.tsx';
import { Clock } from '../../../ui/moment.tsx';
import { PanelNote, PanelSkeleton } from '../../../ui/panel.tsx';
import styles from './lock-panel.module.css';

/** Asked again whenever the lock's event number moves, so a second console's act appears here too. */
export function LockHistory({ newestSeq }: { readonly newestSeq: number | undefined }) {
  const client = useTRPCClient();
  const history = useQuery({
    queryKey: ['lock-history', newestSeq],
    queryFn: () => client.ops.lockHistory.query({ limit: 20 }),
    placeholderData: (held) => held,
  });
  if (history.isPending) return <PanelSkeleton rows={2} />;
  if (history.isError) {
    return (
      <PanelNote
        isError
        what="The history did not arrive"
        why="The lock itself is not affected."
        action={<Button onClick={() => void history.refetch()}>Ask again</Button>}
      />
    );
  }
  if (history.data.length === 0) return <p className={styles.why}>Never locked in this account.</p>;
  return (
    <ol className={styles.history} tabIndex={0} aria-label="Lock history">
      {history.data.map((row) => (
        <li key={row.eventSeq}>
          <Clock ts={row.ts} />
          <Chip tone={row.level === 'none' ? 'neutral' : 'held'}>
            {row.level === 'none' ? 'unlock' : row.level}
          </Chip>
          <span className={styles.reason} title={`${row.reason} · by ${row.by} · #${row.eventSeq}`}>
            {row.reason || '–'} <span className={styles.why}>{row.by}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}
