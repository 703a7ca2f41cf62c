'use client';

import { useSlice } from '../../trpc/use-live.ts';
import { Panel, PanelNote, PanelSkeleton } from '../../ui/panel.tsx';
import { AlertList } from './alert-list.tsx';

export function AlertsPanel() {
  const rows = useSlice('alerts');
  return (
    <Panel
      title="Alerts"
      count={rows === undefined ? undefined : String(rows.length)}
      bodyHeight={330}
      testId="alerts"
    >
      {rows === undefined ? (
        <PanelSkeleton rows={7} />
      ) : rows.length === 0 ? (
        <PanelNote
          what="No alerts"
          why="Locks, breakers, stale feeds and mismatches with the venue are told here."
        />
      ) : (
        <AlertList rows={rows} />
      )}
    </Panel>
  );
}
