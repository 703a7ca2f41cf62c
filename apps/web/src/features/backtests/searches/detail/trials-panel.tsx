'use client';

import type { SearchDetail } from '@quarterdeck/core/contract/search-detail.schema';
import type {
  SearchRequest,
  SearchRun,
  SearchTrial,
} from '@quarterdeck/core/contract/search.schema';
import { useMemo } from 'react';
import { paramText } from '../../../../format/param-text.ts';
import { formatCount, formatPct } from '../../../../format/ratio.ts';
import type { Column } from '../../../../ui/data-table.tsx';
import { Figure } from '../../../../ui/figure.tsx';
import { ReturnPct } from '../../../../ui/return-pct.tsx';
import { TablePanel } from '../../../../ui/table-panel.tsx';
import { scoreText } from '../search-text.ts';
import styles from './detail.module.css';

interface TrialsPanelProps {
  readonly detail: SearchDetail;
  readonly chosen: number | undefined;
  readonly onChoose: (number: number) => void;
}

type Trial = SearchTrial;

const valueColumn = (name: string): Column<Trial> => ({
  id: `param-${name}`,
  header: name,
  isEnd: true,
  cell: ({ params }) => <Figure>{shortValue(params[name])}</Figure>,
  sortBy: ({ params }) => sortable(params[name]),
});

const shortValue = (value: unknown): string =>
  typeof value === 'number' ? String(Number(value.toPrecision(6))) : paramText(value);

const sortable = (value: unknown): number | string =>
  typeof value === 'number' ? value : paramText(value);

const scoreColumns = (request: SearchRequest): readonly Column<Trial>[] => [
  {
    id: 'in-score',
    header: 'In sample',
    isEnd: true,
    cell: (trial) =>
      trial.error === null ? (
        <Figure>{scoreText(trial.score, request)}</Figure>
      ) : (
        <span className={styles.failed} title={trial.error}>
          ✗ failed
        </span>
      ),
    sortBy: ({ score }) => score,
  },
  {
    id: 'out-score',
    header: 'Out of sample',
    isEnd: true,
    cell: (trial) => <Figure>{scoreText(trial.outOfSampleScore, request)}</Figure>,
    sortBy: ({ outOfSampleScore }) => outOfSampleScore,
  },
];

const RESULT_COLUMNS: readonly Column<Trial>[] = [
  {
    id: 'in-return',
    header: 'Return in',
    isEnd: true,
    cell: ({ inSample }) => (inSample ? <ReturnPct value={inSample.returnPct} /> : '–'),
    sortBy: ({ inSample }) => inSample?.returnPct,
  },
  {
    id: 'out-return',
    header: 'Return out',
    isEnd: true,
    cell: ({ outOfSample }) => (outOfSample ? <ReturnPct value={outOfSample.returnPct} /> : '–'),
    sortBy: ({ outOfSample }) => outOfSample?.returnPct,
  },
  {
    id: 'trades',
    header: 'Trades in',
    isEnd: true,
    cell: ({ inSample }) => <Figure>{inSample ? formatCount(inSample.trades) : '–'}</Figure>,
    sortBy: ({ inSample }) => inSample?.trades,
  },
  {
    id: 'fall',
    header: 'Fall in',
    isEnd: true,
    cell: ({ inSample }) => <Figure>{formatPct(inSample?.maxDrawdownPct ?? null, 2)}</Figure>,
    sortBy: ({ inSample }) => inSample?.maxDrawdownPct,
  },
];

function columnsOf({ request, best }: SearchRun, chosen: number | undefined) {
  const number: Column<Trial> = {
    id: 'number',
    header: 'Trial',
    width: 92,
    isTitle: true,
    cell: (trial) => (
      <Figure>
        <span className={trial.number === chosen ? styles.chosen : ''}>{trial.number}</span>
        {trial.number === best?.number ? <span className={styles.dim}> best</span> : ''}
      </Figure>
    ),
    sortBy: (trial) => trial.number,
  };
  const values = Object.keys(request.space).map(valueColumn);
  return [number, ...scoreColumns(request), ...RESULT_COLUMNS, ...values];
}

/** Every try; a row is chosen to be looked at and, if it is worth it, proposed. */
export function TrialsPanel({ detail, chosen, onChoose }: TrialsPanelProps) {
  const { run, trials } = detail;
  const columns = useMemo(() => columnsOf(run, chosen), [run, chosen]);
  const isPart = trials.length < run.trialsDone;
  return (
    <TablePanel
      title="Trials"
      // Columns follow the parameters that were searched.
      key={Object.keys(run.request.space).join(' ')}
      storageKey="search-trials"
      columns={columns}
      rows={trials}
      keyOf={(trial) => String(trial.number)}
      textOf={(trial) => String(trial.number)}
      rowTestId={(trial) => `trial-${trial.number}`}
      bodyHeight={420}
      isFixed
      isHistory
      onOpen={(trial) => onChoose(trial.number)}
      testId="trials"
      age={isPart ? `an even choice of ${formatCount(run.trialsDone)}` : ''}
      empty={{
        what: 'No trial has ended yet',
        why: 'Each one is kept as it ends; a search that is stopped goes on from them.',
      }}
    />
  );
}
