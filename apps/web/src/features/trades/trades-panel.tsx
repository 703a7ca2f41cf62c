'use client';

import type { TradeRow } from '@quarterdeck/core/contract/console-state.schema';
import { useState } from 'react';
import { useSlice } from '../../trpc/use-live.ts';
import type { Column } from '../../ui/data-table.tsx';
import { Clock } from '../../ui/moment.tsx';
import { TablePanel } from '../../ui/table-panel.tsx';
import { pnlColumn } from './row-columns.tsx';
import { keyOfTrade, textOfTrade, TRADE_COLUMNS } from './trade-columns.tsx';
import { TradeStory } from './trade-story.tsx';

const COLUMNS: readonly Column<TradeRow>[] = [
  {
    id: 'closed',
    header: 'Closed',
    cell: (row) => <Clock ts={row.tsClosed} />,
    sortBy: (row) => row.tsClosed,
    width: 76,
  },
  ...TRADE_COLUMNS,
  pnlColumn({ id: 'net', header: 'Net', of: (row) => row.net }),
];

export function TradesPanel() {
  const rows = useSlice('trades');
  const [openId, setOpenId] = useState<string | undefined>(undefined);
  const open = rows?.find((row) => row.positionId === openId);
  return (
    <>
      <TablePanel
        title="Last trades"
        storageKey="trades"
        columns={COLUMNS}
        rows={rows}
        keyOf={keyOfTrade}
        textOf={textOfTrade}
        rowTestId={(row) => `trade-row-${row.positionId}`}
        bodyHeight={330}
        isFixed
        isHistory
        hasFilter
        onOpen={(row) => setOpenId(row.positionId)}
        testId="trades"
        empty={{
          what: 'No closed trades yet',
          why: 'A trade is listed here once its position is closed to zero.',
        }}
      />
      {open ? <TradeStory row={open} onClose={() => setOpenId(undefined)} /> : null}
    </>
  );
}
