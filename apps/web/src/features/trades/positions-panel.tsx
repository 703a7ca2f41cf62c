'use client';

import type { ConsoleState } from '@quarterdeck/core/contract/console-state.schema';
import { useMemo, useState } from 'react';
import { useSlice } from '../../trpc/use-live.ts';
import { TablePanel } from '../../ui/table-panel.tsx';
import { CloseDialog } from './close-dialog.tsx';
import { positionColumns } from './position-columns.tsx';
import { PositionStory } from './position-story.tsx';
import { StopDialog } from './stop-dialog.tsx';

type Opened = { readonly what: 'close' | 'stop' | 'story'; readonly positionId: string };

/** Why nothing is open: what is held back, by whom. */
function explainEmpty(
  strategies: ConsoleState['strategies'] | undefined,
  lock: ConsoleState['lock'] | undefined,
): string {
  if (lock && lock.level !== 'none') return 'The desk is locked: entries are denied.';
  const all = strategies?.length ?? 0;
  const held = strategies?.filter((row) => !row.entry_enabled).length ?? 0;
  if (held > 0) return `Entries are off for ${held} of ${all} strategies.`;
  return 'Every strategy may enter; none has a signal that passed.';
}

export function PositionsPanel() {
  const rows = useSlice('positions');
  const strategies = useSlice('strategies');
  const lock = useSlice('lock');
  const [opened, setOpened] = useState<Opened | undefined>(undefined);
  const columns = useMemo(
    () =>
      positionColumns({
        onCloseRow: ({ positionId }) => setOpened({ what: 'close', positionId }),
        onMoveStop: ({ positionId }) => setOpened({ what: 'stop', positionId }),
      }),
    [],
  );
  const row = rows?.find((each) => each.positionId === opened?.positionId);
  const close = () => setOpened(undefined);
  return (
    <>
      <TablePanel
        title="Open positions"
        storageKey="positions"
        columns={columns}
        rows={rows}
        keyOf={(each) => each.positionId}
        textOf={(each) => `${each.symbol} ${each.side} ${each.strategyId} ${each.thesis}`}
        rowTestId={(each) => `position-row-${each.positionId}`}
        bodyHeight={215}
        isFixed
        hasFilter
        onOpen={({ positionId }) => setOpened({ what: 'story', positionId })}
        testId="positions"
        empty={{ what: 'No open positions', why: explainEmpty(strategies, lock) }}
      />
      {row && opened?.what === 'close' ? <CloseDialog row={row} onClose={close} /> : null}
      {row && opened?.what === 'stop' ? <StopDialog row={row} onClose={close} /> : null}
      {row && opened?.what === 'story' ? <PositionStory row={row} onClose={close} /> : null}
    </>
  );
}
