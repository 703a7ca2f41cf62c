'use client';

import type { TradeRow } from '@quarterdeck/core/contract/console-state.schema';
import { useState } from 'react';
import { formatAge } from '../../format/age.ts';
import { formatQuantity } from '../../format/money.ts';
import { useSlice } from '../../trpc/use-live.ts';
import type { Column } from '../../ui/data-table.tsx';
import { Clock } from '../../ui/moment.tsx';
import { Pnl } from '../../ui/money.tsx';
import { Price } from '../../ui/price.tsx';
import { TablePanel } from '../../ui/table-panel.tsx';
import styles from './rows.module.css';
import { TradeStory } from './trade-story.tsx';

const figure = (text: string) => <span className="figure">{text}</span>;

const COLUMNS: readonly Column<TradeRow>[] = [
  {
    id: 'closed',
    header: 'Closed',
    cell: (row) => <Clock ts={row.tsClosed} />,
    sortBy: (row) => row.tsClosed,
    width: 76,
  },
  {
    id: 'symbol',
    header: 'Trade',
    cell: (row) => (
      <span className={styles.subject}>
        <b>{row.symbol}</b>
        <span className={styles.side}>{row.side.toUpperCase()}</span>
      </span>
    ),
    sortBy: (row) => row.symbol,
  },
  {
    id: 'strategy',
    header: 'Strategy',
    isWide: true,
    cell: (row) => (
      <span className={styles.name} title={row.strategyId}>
        {row.strategyId}
      </span>
    ),
    sortBy: (row) => row.strategyId,
  },
  { id: 'qty', header: 'Qty', isEnd: true, cell: (row) => figure(formatQuantity(row.qty)) },
  {
    id: 'entry',
    header: 'Entry',
    isEnd: true,
    cell: (row) => <Price symbol={row.symbol} value={row.entryPrice} />,
  },
  {
    id: 'exit',
    header: 'Exit',
    isEnd: true,
    cell: (row) => <Price symbol={row.symbol} value={row.exitPrice} />,
  },
  {
    id: 'held',
    header: 'Held',
    isEnd: true,
    cell: (row) => figure(formatAge(row.tsClosed - row.tsOpened)),
    sortBy: (row) => row.tsClosed - row.tsOpened,
  },
  {
    id: 'reason',
    header: 'Exit by',
    cell: (row) => <span title={row.exitThesis}>{row.exitReason.replaceAll('_', ' ')}</span>,
    sortBy: (row) => row.exitReason,
  },
  {
    id: 'net',
    header: 'Net',
    isEnd: true,
    cell: (row) => <Pnl value={row.net} />,
    sortBy: (row) => Number(row.net),
  },
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
