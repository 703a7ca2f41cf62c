'use client';

import { countOf } from '../../../format/ratio.ts';
import { useSlice } from '../../../trpc/use-live.ts';
import { Chip } from '../../../ui/chip.tsx';
import { Age } from '../../../ui/moment.tsx';
import { Panel, PanelNote, PanelSkeleton } from '../../../ui/panel.tsx';
import styles from './health.module.css';

/** Our books against the venue's own. */
export function ReconcilePanel() {
  const result = useSlice('reconcile');
  const isChecked = result !== undefined && result.tsChecked !== null;
  return (
    <Panel
      title="Engine against venue"
      bodyHeight={84}
      testId="reconcile-panel"
      age={isChecked ? <Age ts={result.tsChecked ?? 0} /> : undefined}
      tools={
        isChecked ? (
          <Chip tone={result.ok ? 'good' : 'broken'}>
            {result.ok ? '✓ agree' : `✗ ${countOf(result.differences.length, 'difference')}`}
          </Chip>
        ) : null
      }
    >
      {result === undefined ? (
        <PanelSkeleton rows={3} />
      ) : !isChecked ? (
        <PanelNote what="Not compared yet" why="Entries wait until both books agree." />
      ) : result.differences.length === 0 ? (
        <PanelNote
          what="Both books agree"
          why="Orders and positions are the same at the venue and here."
        />
      ) : (
        <ul className={styles.list}>
          {result.differences.map((difference) => (
            <li key={difference}>{difference}</li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
