'use client';

import type { BacktestRun } from '@quarterdeck/core/contract/backtest-run.schema';
import { formatCount, formatPct } from '../../../format/ratio.ts';
import { formatRatio } from '../../../format/signed-pct.ts';
import { Chip, type Tone } from '../../../ui/chip.tsx';
import type { Column } from '../../../ui/data-table.tsx';
import { Figure } from '../../../ui/figure.tsx';
import { Age } from '../../../ui/moment.tsx';
import { Pnl } from '../../../ui/money.tsx';
import { ReturnPct } from '../../../ui/return-pct.tsx';
import {
  askedSpanText,
  dataText,
  elapsedText,
  strategiesText,
  tapeText,
  withoutFolders,
} from './request-text.ts';
import styles from './runs.module.css';

const TONES: Record<BacktestRun['state'], Tone> = {
  queued: 'neutral',
  running: 'accent',
  done: 'good',
  failed: 'broken',
  cancelled: 'held',
};

const figure = (
  column: Pick<Column<BacktestRun>, 'id' | 'header'>,
  of: (summary: NonNullable<BacktestRun['summary']>) => number | null,
  say: (value: number | null) => string,
): Column<BacktestRun> => ({
  ...column,
  isEnd: true,
  cell: ({ summary }) => <Figure>{summary ? say(of(summary)) : '–'}</Figure>,
  sortBy: ({ summary }) => summary && of(summary),
});

/** Figures of a finished run, and the state of one that is not. */
export const RUN_COLUMNS: readonly Column<BacktestRun>[] = [
  {
    id: 'created',
    header: 'Age',
    cell: (run) => <Age ts={run.tsCreated} />,
    sortBy: (run) => run.tsCreated,
    width: 84,
  },
  {
    id: 'strategies',
    header: 'Strategies',
    isTitle: true,
    cell: (run) => (
      <div className={styles.named}>
        <span className={styles.cut} title={strategiesText(run.request)}>
          {strategiesText(run.request)}
        </span>
        {run.state === 'failed' ? (
          <span className={`${styles.cut} ${styles.failure}`} title={run.error ?? ''}>
            {run.error === null ? 'no reason was stored' : withoutFolders(run.error)}
          </span>
        ) : null}
      </div>
    ),
    sortBy: (run) => strategiesText(run.request),
  },
  {
    id: 'data',
    header: 'Data',
    isWide: true,
    cell: (run) => (
      <span className={`${styles.cut} ${styles.brief}`} title={run.request.data.join(', ')}>
        {run.request.data.map(tapeText).join(', ')}
      </span>
    ),
    sortBy: (run) => dataText(run.request),
  },
  { id: 'span', header: 'Span', isExtra: true, cell: (run) => askedSpanText(run.request) },
  {
    id: 'state',
    header: 'State',
    cell: (run) => (
      <Chip tone={TONES[run.state]} title={run.error ?? ''}>
        {run.state === 'failed' ? '✗ ' : ''}
        {run.state}
      </Chip>
    ),
    sortBy: (run) => run.state,
  },
  {
    id: 'return',
    header: 'Return',
    isEnd: true,
    cell: ({ summary }) => (summary ? <ReturnPct value={summary.returnPct} /> : '–'),
    sortBy: ({ summary }) => summary?.returnPct,
  },
  {
    id: 'net',
    header: 'Net',
    isEnd: true,
    isExtra: true,
    cell: ({ summary }) => (summary ? <Pnl value={summary.net} /> : '–'),
    sortBy: ({ summary }) => summary && Number(summary.net),
  },
  figure(
    { id: 'trades', header: 'Trades' },
    (summary) => summary.trades,
    (value) => formatCount(value ?? 0),
  ),
  figure(
    { id: 'win', header: 'Win' },
    (summary) => summary.winRatePct,
    (value) => formatPct(value, 0),
  ),
  figure(
    { id: 'factor', header: 'Factor' },
    (summary) => summary.profitFactor,
    (value) => formatRatio(value),
  ),
  figure(
    { id: 'sharpe', header: 'Sharpe' },
    (summary) => summary.sharpe,
    (value) => formatRatio(value),
  ),
  figure(
    { id: 'fall', header: 'Fall' },
    (summary) => summary.maxDrawdownPct,
    (value) => formatPct(value),
  ),
  {
    id: 'took',
    header: 'Took',
    isEnd: true,
    isExtra: true,
    cell: (run) => <Figure>{elapsedText(run.elapsedMs)}</Figure>,
    sortBy: (run) => run.elapsedMs,
  },
  { id: 'by', header: 'By', isExtra: true, cell: (run) => run.by, sortBy: (run) => run.by },
];
