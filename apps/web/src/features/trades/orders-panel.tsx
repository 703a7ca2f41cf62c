'use client';

import type { OrderRow } from '@quarterdeck/core/contract/console-state.schema';
import { useMemo, useState } from 'react';
import { formatQuantity } from '../../format/money.ts';
import { useSlice } from '../../trpc/use-live.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { Figure } from '../../ui/figure.tsx';
import { Age } from '../../ui/moment.tsx';
import { Price } from '../../ui/price.tsx';
import { TablePanel } from '../../ui/table-panel.tsx';
import { CancelDialog } from './cancel-dialog.tsx';
import { OrderStory } from './order-story.tsx';
import { strategyColumn, subjectColumn } from './row-columns.tsx';

const COLUMNS: readonly Column<OrderRow>[] = [
  subjectColumn('Order'),
  { id: 'purpose', header: 'Purpose', cell: (row) => row.purpose, sortBy: (row) => row.purpose },
  strategyColumn(),
  { id: 'type', header: 'Type', cell: (row) => row.type },
  {
    id: 'price',
    header: 'Price',
    isEnd: true,
    cell: (row) => <Price symbol={row.symbol} value={row.price} />,
  },
  {
    id: 'filled',
    header: 'Filled / qty',
    isEnd: true,
    cell: (row) => (
      <Figure>
        {formatQuantity(row.filledQty)} / {formatQuantity(row.qty)}
      </Figure>
    ),
  },
  {
    id: 'state',
    header: 'State',
    cell: (row) => (
      <Chip
        tone={row.state === 'unknown' ? 'broken' : 'neutral'}
        {...(row.state === 'unknown'
          ? { title: 'The wire broke: the venue is being asked. It is not sent again.' }
          : {})}
      >
        {row.state.replaceAll('_', ' ')}
      </Chip>
    ),
    sortBy: (row) => row.state,
  },
  {
    id: 'age',
    header: 'Age',
    isEnd: true,
    width: 72,
    cell: (row) => <Age ts={row.tsCreated} />,
    sortBy: (row) => row.tsCreated,
  },
];

export function OrdersPanel() {
  const rows = useSlice('orders');
  const [opened, setOpened] = useState<{ cancel: boolean; id: string } | undefined>(undefined);
  const columns = useMemo<readonly Column<OrderRow>[]>(
    () => [
      ...COLUMNS,
      {
        id: 'acts',
        header: '',
        isWide: true,
        isEnd: true,
        cell: (row) => (
          <Button
            isSmall
            onClick={() => setOpened({ cancel: true, id: row.clientOrderId })}
            disabled={row.state === 'cancel_pending'}
            data-testid="cancel-order"
          >
            Cancel
          </Button>
        ),
      },
    ],
    [],
  );
  const row = rows?.find((each) => each.clientOrderId === opened?.id);
  const close = () => setOpened(undefined);
  return (
    <>
      <TablePanel
        title="Open orders"
        storageKey="orders"
        columns={columns}
        rows={rows}
        keyOf={(each) => each.clientOrderId}
        textOf={(each) =>
          `${each.symbol} ${each.side} ${each.purpose} ${each.strategyId} ${each.state}`
        }
        rowTestId={(each) => `order-row-${each.clientOrderId}`}
        bodyHeight={153}
        isFixed
        hasFilter
        onOpen={(each) => setOpened({ cancel: false, id: each.clientOrderId })}
        testId="orders"
        empty={{
          what: 'No working orders',
          why: 'Market orders come and go within milliseconds; resting and stuck ones stay here.',
        }}
      />
      {row && opened?.cancel ? <CancelDialog row={row} onClose={close} /> : null}
      {row && opened?.cancel === false ? <OrderStory row={row} onClose={close} /> : null}
    </>
  );
}
