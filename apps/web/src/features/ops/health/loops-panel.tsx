'use client';

import type { LoopRow } from '@quarterdeck/core/contract/console-state.schema';
import { countOf } from '../../../format/ratio.ts';
import { useSlice } from '../../../trpc/use-live.ts';
import { Chip, type Tone } from '../../../ui/chip.tsx';
import type { Column } from '../../../ui/data-table.tsx';
import { Age, Clock } from '../../../ui/moment.tsx';
import { TablePanel } from '../../../ui/table-panel.tsx';

const TONES: Record<LoopRow['state'], Tone> = {
  running: 'good',
  'backing-off': 'held',
  stopped: 'broken',
};

const COLUMNS: readonly Column<LoopRow>[] = [
  { id: 'name', header: 'Loop', cell: (row) => <b>{row.name}</b>, sortBy: (row) => row.name },
  {
    id: 'state',
    header: 'State',
    cell: (row) => (
      <Chip tone={TONES[row.state]} {...(row.lastError ? { title: row.lastError } : {})}>
        {row.state}
        {row.state === 'backing-off' && row.tsRetry !== null ? (
          <>
            , again <Clock ts={row.tsRetry} />
          </>
        ) : null}
      </Chip>
    ),
    sortBy: (row) => row.state,
  },
  {
    id: 'restarts',
    header: 'Restarts',
    cell: (row) => (
      <span className="figure" title={row.lastError ?? countOf(row.restarts, 'restart')}>
        {row.restarts}
      </span>
    ),
    sortBy: (row) => row.restarts,
    isEnd: true,
  },
  { id: 'beat', header: 'Last beat', cell: (row) => <Age ts={row.tsBeat} />, isEnd: true },
];

export function LoopsPanel() {
  return (
    <TablePanel
      title="Loops"
      storageKey="loops"
      columns={COLUMNS}
      rows={useSlice('loops')}
      keyOf={(row) => row.name}
      textOf={(row) => `${row.name} ${row.state} ${row.lastError ?? ''}`}
      bodyHeight={150}
      empty={{ what: 'No loops', why: 'The engine reports its loops once it has started.' }}
    />
  );
}
