'use client';

import type { LearningView } from '@quarterdeck/core/contract/agent/learning-view.schema';
import Link from 'next/link';
import { formatShort } from '../../format/short-figure.ts';
import type { Column } from '../../ui/data-table.tsx';
import { Age } from '../../ui/moment.tsx';
import { TablePanel } from '../../ui/table-panel.tsx';
import styles from './learning.module.css';

type Lesson = LearningView['lessons'][number];

const figuresText = ({ figures }: Lesson): string =>
  Object.entries(figures)
    .map(([name, value]) => `${name} ${formatShort(value)}`)
    .join(', ');

const COLUMNS: readonly Column<Lesson>[] = [
  {
    id: 'symbol',
    header: 'Symbol',
    isTitle: true,
    cell: (lesson) => <b>{lesson.symbol}</b>,
    sortBy: (lesson) => lesson.symbol,
  },
  {
    id: 'what',
    header: 'Lesson',
    cell: (lesson) => lesson.what.replaceAll('_', ' '),
    sortBy: (lesson) => lesson.what,
  },
  {
    id: 'figures',
    header: 'Figures',
    isWide: true,
    cell: (lesson) => <span className={`figure ${styles.note}`}>{figuresText(lesson)}</span>,
  },
  {
    id: 'of',
    header: 'Of',
    cell: (lesson) => (
      <Link className={styles.link} href={`/decisions/${encodeURIComponent(lesson.decisionId)}`}>
        {lesson.decisionId}
      </Link>
    ),
  },
  {
    id: 'age',
    header: 'Age',
    isEnd: true,
    cell: (lesson) => <Age ts={lesson.ts} />,
    sortBy: (lesson) => lesson.ts,
  },
];

/** What closed trades taught, written by rule: a word of a closed list and figures. */
export function LessonsPanel({ lessons }: { readonly lessons: readonly Lesson[] }) {
  return (
    <TablePanel
      title="Lessons"
      storageKey="learning-lessons"
      columns={COLUMNS}
      rows={lessons}
      keyOf={(lesson) => lesson.tradeId}
      textOf={(lesson) => `${lesson.symbol} ${lesson.what}`}
      bodyHeight={180}
      age=""
      testId="lessons"
      empty={{ what: 'No lessons', why: 'Each closed trade of the agent leaves one.' }}
    />
  );
}
