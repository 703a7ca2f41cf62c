'use client';

import type { LaneRow } from '@quarterdeck/core/contract/console-state.schema';
import { formatCount } from '../../../format/ratio.ts';
import { useSlice } from '../../../trpc/use-live.ts';
import { Chip } from '../../../ui/chip.tsx';
import type { Column } from '../../../ui/data-table.tsx';
import { TablePanel } from '../../../ui/table-panel.tsx';

const figure = (text: string) => <span className="figure">{text}</span>;

const COLUMNS: readonly Column<LaneRow>[] = [
  { id: 'symbol', header: 'Lane', cell: (row) => <b>{row.symbol}</b>, sortBy: (row) => row.symbol },
  {
    id: 'busy',
    header: 'State',
    cell: (row) => (
      <Chip tone={row.isBusy ? 'accent' : 'neutral'}>{row.isBusy ? 'held' : 'free'}</Chip>
    ),
  },
  { id: 'queued', header: 'Queued', cell: (row) => figure(String(row.queued)), isEnd: true },
  {
    id: 'balance',
    header: 'Acq / rel',
    cell: (row) => figure(`${formatCount(row.acquired)} / ${formatCount(row.released)}`),
    isEnd: true,
  },
  {
    id: 'hold',
    header: 'Last hold',
    cell: (row) => figure(`${row.lastHoldMs.toFixed(1)} ms`),
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
