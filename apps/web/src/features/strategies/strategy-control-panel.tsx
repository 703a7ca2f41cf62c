'use client';

import { useState } from 'react';
import { useSlice } from '../../trpc/use-live.ts';
import { TablePanel } from '../../ui/table-panel.tsx';
import { failedFirst } from './failed-first.ts';
import { STRATEGY_COLUMNS } from './strategy-columns.tsx';
import { StrategyStory } from './strategy-story.tsx';

/** What the ops page is for: every strategy with its switch, its last words and its result. */
export function StrategyControlPanel() {
  const rows = useSlice('strategies');
  const [openId, setOpenId] = useState<string | undefined>(undefined);
  const open = rows?.find((row) => row.id === openId);
  return (
    <>
      <TablePanel
        title="Strategy control"
        storageKey="strategies"
        columns={STRATEGY_COLUMNS}
        rows={rows && failedFirst(rows)}
        keyOf={(row) => row.id}
        textOf={(row) => `${row.id} ${row.title} ${row.symbols.join(' ')} ${row.memo}`}
        rowTestId={(row) => `strategy-row-${row.id}`}
        bodyHeight={420}
        isFixed
        isHistory
        hasFilter
        onOpen={(row) => setOpenId(row.id)}
        testId="strategy-control"
        empty={{
          what: 'No strategies',
          why: 'config/quarterdeck.yaml names the strategies; the engine reads it when it starts.',
        }}
      />
      {open ? <StrategyStory row={open} onClose={() => setOpenId(undefined)} /> : null}
    </>
  );
}
