'use client';

import type { LearningView } from '@quarterdeck/core/contract/agent/learning-view.schema';
import Link from 'next/link';
import { Chip } from '../../ui/chip.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { Age, DateClock } from '../../ui/moment.tsx';
import { TablePanel } from '../../ui/table-panel.tsx';
import styles from './learning.module.css';

type Note = LearningView['memory'][number];

const COLUMNS: readonly Column<Note>[] = [
  {
    id: 'symbol',
    header: 'Symbol',
    isTitle: true,
    cell: (note) => <b>{note.symbol}</b>,
    sortBy: (note) => note.symbol,
  },
  {
    id: 'kind',
    header: 'Kind',
    cell: (note) => <Chip title={note.ref}>{note.kind.replace('_', ' ')}</Chip>,
    sortBy: (note) => note.kind,
  },
  {
    id: 'value',
    header: 'Note',
    isWide: true,
    cell: (note) => <span className={styles.note}>{note.value}</span>,
  },
  {
    id: 'by',
    header: 'Of',
    cell: (note) => (
      <Link className={styles.link} href={`/decisions/${encodeURIComponent(note.decisionId)}`}>
        {note.decisionId}
      </Link>
    ),
  },
  {
    id: 'age',
    header: 'Age',
    isEnd: true,
    cell: (note) => <Age ts={note.tsAdded} />,
    sortBy: (note) => note.tsAdded,
  },
  {
    id: 'ends',
    header: 'Ends',
    isEnd: true,
    cell: (note) => <DateClock ts={note.tsExpires} />,
    sortBy: (note) => note.tsExpires,
  },
];

/** What the agent left itself. Data with an author and an end, never an instruction. */
export function MemoryPanel({ notes }: { readonly notes: readonly Note[] }) {
  return (
    <TablePanel
      title="Memory"
      storageKey="learning-memory"
      columns={COLUMNS}
      rows={notes}
      keyOf={(note) => `${note.symbol} ${note.ref}`}
      textOf={(note) => `${note.symbol} ${note.kind} ${note.ref} ${note.value}`}
      bodyHeight={180}
      age=""
      testId="memory"
      empty={{ what: 'No notes', why: 'The model may leave itself up to 500 characters in all.' }}
    />
  );
}
