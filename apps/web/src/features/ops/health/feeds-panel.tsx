'use client';

import type { FeedRow } from '@quarterdeck/core/contract/console-state.schema';
import { formatPrice } from '../../../format/money.ts';
import { formatCount } from '../../../format/ratio.ts';
import { useSlice } from '../../../trpc/use-live.ts';
import { Chip, type Tone } from '../../../ui/chip.tsx';
import type { Column } from '../../../ui/data-table.tsx';
import { Age } from '../../../ui/moment.tsx';
import { TablePanel } from '../../../ui/table-panel.tsx';

const TONES: Record<FeedRow['state'], Tone> = {
  live: 'good',
  stale: 'held',
  closed: 'neutral',
  waiting: 'neutral',
};

const price = (row: FeedRow, text: string | null) =>
  text === null ? '–' : <span className="figure">{formatPrice(text, row.tickSize)}</span>;

const COLUMNS: readonly Column<FeedRow>[] = [
  {
    id: 'symbol',
    header: 'Symbol',
    cell: (row) => <b>{row.symbol}</b>,
    sortBy: (row) => row.symbol,
  },
  {
    id: 'state',
    header: 'Feed',
    cell: (row) => (
      <Chip
        tone={TONES[row.state]}
        {...(row.state === 'stale' ? { title: 'No entries in this symbol while it is stale' } : {})}
      >
        {row.state}
      </Chip>
    ),
    sortBy: (row) => row.state,
  },
  { id: 'bid', header: 'Bid', cell: (row) => price(row, row.bid), isEnd: true },
  { id: 'ask', header: 'Ask', cell: (row) => price(row, row.ask), isEnd: true },
  {
    id: 'spread',
    header: 'Spread',
    cell: (row) => (
      <span className="figure">
        {row.spreadBps === null ? '–' : `${row.spreadBps.toFixed(2)} bps`}
      </span>
    ),
    sortBy: (row) => row.spreadBps,
    isEnd: true,
  },
  {
    id: 'rate',
    header: 'Ticks/s',
    cell: (row) => <span className="figure">{row.ticksPerSecond.toFixed(1)}</span>,
    sortBy: (row) => row.ticksPerSecond,
    isEnd: true,
  },
  {
    id: 'ticks',
    header: 'Ticks',
    cell: (row) => <span className="figure">{formatCount(row.ticks)}</span>,
    sortBy: (row) => row.ticks,
    isEnd: true,
  },
  {
    id: 'age',
    header: 'Last tick',
    cell: (row) => (row.tsLast === null ? '–' : <Age ts={row.tsLast} staleAfterMs={5_000} />),
    sortBy: (row) => row.tsLast,
    isEnd: true,
    width: 84,
  },
];

export function FeedsPanel() {
  return (
    <TablePanel
      title="Feeds"
      storageKey="feeds"
      columns={COLUMNS}
      rows={useSlice('feeds')}
      keyOf={(row) => row.symbol}
      textOf={(row) => `${row.symbol} ${row.state}`}
      rowTestId={(row) => `feed-row-${row.symbol}`}
      bodyHeight={150}
      empty={{
        what: 'No instruments',
        why: 'config/quarterdeck.yaml lists what is traded; the engine reads it when it starts.',
      }}
    />
  );
}
