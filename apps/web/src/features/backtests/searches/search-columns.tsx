'use client';

import type { SearchRun } from '@quarterdeck/core/contract/search.schema';
import { formatCount, formatShare } from '../../../format/ratio.ts';
import { Chip, type Tone } from '../../../ui/chip.tsx';
import type { Column } from '../../../ui/data-table.tsx';
import { Figure } from '../../../ui/figure.tsx';
import { Age } from '../../../ui/moment.tsx';
import { dataText } from '../runs/request-text.ts';
import { objectiveText, scoreText, strategyOf } from './search-text.ts';
import styles from './searches.module.css';

const TONES: Record<SearchRun['state'], Tone> = {
  running: 'accent',
  done: 'good',
  stopped: 'held',
  failed: 'broken',
};

export const StateChip = ({ run }: { readonly run: SearchRun }) => (
  <Chip tone={TONES[run.state]} title={run.error ?? ''}>
    {run.state === 'failed' ? '✗ ' : ''}
    {run.state}
  </Chip>
);

function VerdictChip({ verdict }: Pick<SearchRun, 'verdict'>) {
  if (verdict === null) return <span className={styles.dim}>not judged</span>;
  return (
    <Chip tone={verdict.isLikelyNoise ? 'held' : 'good'} title={verdict.text}>
      {verdict.isLikelyNoise ? '⚠ likely noise' : 'more than luck'}
    </Chip>
  );
}

/** What was searched, how far it came, and what its best is worth. */
export const SEARCH_COLUMNS: readonly Column<SearchRun>[] = [
  {
    id: 'created',
    header: 'Age',
    cell: (run) => <Age ts={run.tsCreated} />,
    sortBy: (run) => run.tsCreated,
    width: 84,
  },
  {
    id: 'strategy',
    header: 'Strategy',
    isTitle: true,
    cell: strategyOf,
    sortBy: strategyOf,
  },
  {
    id: 'data',
    header: 'Data',
    isWide: true,
    cell: (run) => (
      <span className={styles.cut} title={run.request.base.data.join(', ')}>
        {dataText(run.request.base)}
      </span>
    ),
  },
  {
    id: 'method',
    header: 'Method',
    cell: (run) => run.request.method,
    sortBy: (run) => run.request.method,
  },
  {
    id: 'state',
    header: 'State',
    cell: (run) => <StateChip run={run} />,
    sortBy: (run) => run.state,
  },
  {
    id: 'trials',
    header: 'Trials',
    isEnd: true,
    cell: (run) => (
      <Figure title="done of asked for">
        {formatCount(run.trialsDone)} / {formatCount(run.trialsPlanned)}
      </Figure>
    ),
    sortBy: (run) => run.trialsDone,
  },
  {
    id: 'objective',
    header: 'By',
    cell: (run) => <span className={styles.dim}>{objectiveText(run.request)}</span>,
    sortBy: (run) => objectiveText(run.request),
  },
  {
    id: 'inside',
    header: 'Best in sample',
    isEnd: true,
    cell: (run) => <Figure>{scoreText(run.best?.score, run.request)}</Figure>,
    sortBy: (run) => run.best?.score,
  },
  {
    id: 'outside',
    header: 'Out of sample',
    isEnd: true,
    cell: (run) => <Figure>{scoreText(run.best?.outOfSampleScore, run.request)}</Figure>,
    sortBy: (run) => run.best?.outOfSampleScore,
  },
  {
    id: 'deflated',
    header: 'Deflated Sharpe',
    isEnd: true,
    cell: ({ verdict }) => (
      <Figure title="Chance of a true Sharpe above what as many tries of nothing would show">
        {formatShare(verdict?.deflatedSharpe ?? null)}
      </Figure>
    ),
    sortBy: ({ verdict }) => verdict?.deflatedSharpe,
  },
  {
    id: 'verdict',
    header: 'Verdict',
    cell: ({ verdict }) => <VerdictChip verdict={verdict} />,
    sortBy: ({ verdict }) => verdict && Number(verdict.isLikelyNoise),
  },
  {
    id: 'started-by',
    header: 'Started by',
    isExtra: true,
    cell: (run) => run.by,
    sortBy: (run) => run.by,
  },
];
