'use client';

import type { ListedProof, ProofRun } from '../../../trpc/app-router.ts';
import { formatElapsed } from '../../../format/elapsed.ts';
import { Chip } from '../../../ui/chip.tsx';
import type { Column } from '../../../ui/data-table.tsx';
import { Figure } from '../../../ui/figure.tsx';
import { Age, DateClock } from '../../../ui/moment.tsx';
import styles from '../proof.module.css';
import { isNote } from '../proof-rows.ts';
import { groupsText, KIND_TEXT, shortDigest, STATE_LOOK } from '../proof-text.ts';

/** A column of what a folder without a verdict does not say. */
const known = (
  column: Omit<Column<ListedProof>, 'cell' | 'sortBy'>,
  cell: (run: ProofRun) => React.ReactNode,
  sortBy?: (run: ProofRun) => string | number | null,
): Column<ListedProof> => ({
  ...column,
  cell: (row) => (isNote(row) ? '–' : cell(row)),
  ...(sortBy && { sortBy: (row) => (isNote(row) ? null : sortBy(row)) }),
});

function outcomeOf(row: ListedProof): string {
  if (isNote(row)) return row.problem;
  if (row.state === 'interrupted') return `proves nothing${row.problem ? `: ${row.problem}` : ''}`;
  if (row.state === 'running') {
    const { progress } = row;
    return progress
      ? `${String(progress.stagesDone)} of ${String(progress.stagesTotal)} stages done`
      : 'starting';
  }
  const planted = row.defect === null ? '' : `planted fault ${row.defect}: `;
  return planted + groupsText(row.groups);
}

/** `selected`: the run whose report stands below the table. */
export const proofColumns = (selected: string | undefined): readonly Column<ListedProof>[] => [
  {
    id: 'when',
    header: 'Began',
    width: 116,
    cell: (row) => <DateClock ts={row.tsStarted} />,
    sortBy: (row) => row.tsStarted,
  },
  {
    id: 'state',
    header: 'Verdict',
    isTitle: true,
    width: 160,
    cell: ({ runId, state }) => (
      <span className={styles.verdictCell}>
        <Chip tone={STATE_LOOK[state].tone}>{STATE_LOOK[state].text}</Chip>
        {runId === selected ? <span className={styles.shown}>▾ shown below</span> : null}
      </span>
    ),
    sortBy: (row) => row.state,
  },
  {
    id: 'outcome',
    header: 'Criteria',
    isWide: true,
    cell: (row) => (
      <span className={styles.cut} title={outcomeOf(row)}>
        {outcomeOf(row)}
      </span>
    ),
  },
  known(
    { id: 'kind', header: 'Kind' },
    (run) => KIND_TEXT[run.kind].name,
    (run) => run.kind,
  ),
  known(
    { id: 'seed', header: 'Seed', isEnd: true },
    (run) => <Figure>{run.seed ?? '–'}</Figure>,
    (run) => run.seed,
  ),
  known(
    { id: 'took', header: 'Took', isEnd: true },
    (run) =>
      run.state === 'running' ? (
        <Age ts={run.tsStarted} />
      ) : (
        <Figure>{run.elapsedMs === null ? '–' : formatElapsed(run.elapsedMs)}</Figure>
      ),
    (run) => run.elapsedMs,
  ),
  known({ id: 'digest', header: 'Digest' }, (run) =>
    run.digest === null ? '–' : <Figure title={run.digest}>{shortDigest(run.digest)}</Figure>,
  ),
  {
    id: 'run',
    header: 'Run',
    isExtra: true,
    cell: ({ runId }) => <span className="figure">{runId}</span>,
    sortBy: ({ runId }) => runId,
  },
];
