'use client';

import type { ChartMarker } from '@quarterdeck/core/contract/market-chart.schema';
import { Chip } from '../../ui/chip.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { Figure } from '../../ui/figure.tsx';
import { DateClock } from '../../ui/moment.tsx';
import { Pnl } from '../../ui/money.tsx';
import { TablePanel } from '../../ui/table-panel.tsx';

const COLUMNS: readonly Column<ChartMarker>[] = [
  {
    id: 'ts',
    header: 'Time',
    cell: (row) => <DateClock ts={row.ts} />,
    sortBy: (row) => row.ts,
    width: 100,
  },
  {
    id: 'kind',
    header: 'What',
    isTitle: true,
    cell: (row) => (
      <Chip tone={row.kind === 'entry' ? 'accent' : 'neutral'}>
        {row.kind} {row.side}
      </Chip>
    ),
    sortBy: (row) => `${row.kind} ${row.side}`,
    width: 96,
  },
  {
    id: 'strategy',
    header: 'Strategy',
    cell: (row) => row.strategyId,
    sortBy: (row) => row.strategyId,
  },
  {
    id: 'price',
    header: 'Price',
    isEnd: true,
    cell: (row) => <Figure>{String(row.price)}</Figure>,
    sortBy: (row) => row.price,
  },
  { id: 'text', header: 'Why', isWide: true, cell: (row) => row.text },
  {
    id: 'net',
    header: 'Net',
    isEnd: true,
    cell: (row) => (row.net === null ? '–' : <Pnl value={row.net} />),
    sortBy: (row) => (row.net === null ? null : Number(row.net)),
  },
];

interface MarkerPanelProps {
  readonly markers: readonly ChartMarker[] | undefined;
  readonly symbol: string;
}

/** What the chart marks, to be read and walked without a mouse. */
export function MarkerPanel({ markers, symbol }: MarkerPanelProps) {
  return (
    <TablePanel
      title="Entries and exits on the chart"
      storageKey="markers"
      columns={COLUMNS}
      rows={markers?.toSorted((a, b) => b.ts - a.ts)}
      keyOf={(row) => `${row.positionId} ${row.kind} ${row.ts}`}
      textOf={(row) => `${row.strategyId} ${row.kind} ${row.side} ${row.text}`}
      bodyHeight={260}
      mostRows={200}
      isFixed
      isHistory
      hasFilter
      empty={{
        what: `Nothing was done in ${symbol} over these bars`,
        why: 'Entries and exits of every strategy stand here and on the chart.',
      }}
    />
  );
}
