'use client';

import type { TradeRow } from '@quarterdeck/core/contract/console-state.schema';
import { useState } from 'react';
import { formatAge } from '../../format/age.ts';
import { formatQuantity } from '../../format/money.ts';
import { useSlice } from '../../trpc/use-live.ts';
import type { Column } from '../../ui/data-table.tsx';
import { Figure } from '../../ui/figure.tsx';
import { Clock } from '../../ui/moment.tsx';
import { TablePanel } from '../../ui/table-panel.tsx';
import { pnlColumn, priceColumn, strategyColumn, subjectColumn } from './row-columns.tsx';
import { TradeStory } from './trade-story.tsx';

const COLUMNS: readonly Column<TradeRow>[] = [
  {
    id: 'closed',
    header: 'Closed',
    cell: (row) => <Clock ts={row.tsClosed} />,
    sortBy: (row) => row.tsClosed,
    width: 76,
  },
  subjectColumn('Trade'),
  strategyColumn(),
  {
    id: 'qty',
    header: 'Qty',
    isEnd: true,
    cell: (row) => <Figure title={row.qty}>{formatQuantity(row.qty)}</Figure>,
  },
  priceColumn({ id: 'entry', header: 'Entry', of: (row) => row.entryPrice }),
  priceColumn({ id: 'exit', header: 'Exit', of: (row) => row.exitPrice }),
  {
    id: 'held',
    header: 'Held',
    isEnd: true,
    cell: (row) => <Figure>{formatAge(row.tsClosed - row.tsOpened)}</Figure>,
    sortBy: (row) => row.tsClosed - row.tsOpened,
  },
  {
    id: 'reason',
    header: 'Exit by',
    cell: (row) => <span title={row.exitThesis}>{row.exitReason.replaceAll('_', ' ')}</span>,
    sortBy: (row) => row.exitReason,
  },
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
        keyOf={(row) => `${row.positionId}:${row.tsClosed}`}
        textOf={(row) => `${row.symbol} ${row.side} ${row.strategyId} ${row.exitReason}`}
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
