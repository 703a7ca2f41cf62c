'use client';

import type { LaneRow } from '@quarterdeck/core/contract/console-state.schema';
import { formatCount } from '../../../format/ratio.ts';
import { useSlice } from '../../../trpc/use-live.ts';
import { Chip } from '../../../ui/chip.tsx';
import type { Column } from '../../../ui/data-table.tsx';
import { Figure } from '../../../ui/figure.tsx';
import { TablePanel } from '../../../ui/table-panel.tsx';

const COLUMNS: readonly Column<LaneRow>[] = [
  { id: 'symbol', header: 'Lane', cell: (row) => <b>{row.symbol}</b>, sortBy: (row) => row.symbol },
  {
    id: 'busy',
    header: 'State',
    cell: (row) => (
      <Chip tone={row.isBusy ? 'accent' : 'neutral'}>{row.isBusy ? 'held' : 'free'}</Chip>
    ),
  },
  {
    id: 'queued',
    header: 'Queued',
    cell: (row) => <Figure>{String(row.queued)}</Figure>,
    isEnd: true,
  },
  {
    id: 'balance',
    header: 'Acq / rel',
    cell: (row) => <Figure>{`${formatCount(row.acquired)} / ${formatCount(row.released)}`}</Figure>,
    isEnd: true,
  },
  {
    id: 'hold',
    header: 'Last hold',
    cell: (row) => <Figure>{`${row.lastHoldMs.toFixed(1)} ms`}</Figure>,
    isEnd: true,
  },
];

export function LanesPanel() {
  return (
    <TablePanel
      title="Lanes"
      storageKey="lanes"
      columns={COLUMNS}
      rows={useSlice('lanes')}
      keyOf={(row) => row.symbol}
      textOf={(row) => row.symbol}
      bodyHeight={150}
      empty={{ what: 'No lanes yet', why: 'A lane opens with the first order of its symbol.' }}
    />
  );
}
