'use client';

import type { StrategyRow } from '@quarterdeck/core/contract/console-state.schema';
import { formatCount, formatShare } from '../../format/ratio.ts';
import { describeNumbers } from '../../trpc/refusal.ts';
import { Chip } from '../../ui/chip.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { Age } from '../../ui/moment.tsx';
import { Pnl } from '../../ui/money.tsx';
import { Underscored } from '../../ui/underscored.tsx';
import { EntryExit } from './entry-exit.tsx';
import { MemoField } from './memo-field.tsx';
import styles from './strategy-control-panel.module.css';
import { StrategySwitch } from './strategy-switch.tsx';

function Name({ row }: { readonly row: StrategyRow }) {
  return (
    <div className={styles.name} title={row.rule}>
      <b>{row.id}</b>
      <span className={styles.dim}>{row.symbols.join(' · ')}</span>
      {row.state === 'failed' ? (
        <Chip tone="broken" title={row.error ?? ''}>
          ✗ failed
        </Chip>
      ) : null}
    </div>
  );
}

function LastSignal({ row }: { readonly row: StrategyRow }) {
  const signal = row.lastSignal;
  if (!signal) return <span className={styles.dim}>none yet</span>;
  return (
    <div className={styles.signal} title={signal.thesis}>
      <span>
        {signal.purpose} {signal.side} {signal.symbol}{' '}
        <span className={`figure ${styles.dim}`}>
          p {signal.entry_probability.toFixed(2)} · <Age ts={signal.ts} />
        </span>
      </span>
      <span className={styles.clamp}>{signal.thesis}</span>
    </div>
  );
}

function LastRefusal({ row }: { readonly row: StrategyRow }) {
  const denial = row.lastDenial;
  if (!denial) return <span className={styles.dim}>none yet</span>;
  const numbers = describeNumbers(denial.numbers);
  return (
    <div className={styles.signal} title={numbers}>
      <span>
        <span className={styles.code}>
          <Underscored text={denial.code} />
        </span>{' '}
        <span className={`figure ${styles.dim}`}>
          ×{formatCount(denial.count)} · <Age ts={denial.ts} />
        </span>
      </span>
      <span className={styles.clamp}>
        {denial.symbol}
        {numbers ? ` · ${numbers}` : ''}
      </span>
    </div>
  );
}

export const STRATEGY_COLUMNS: readonly Column<StrategyRow>[] = [
  { id: 'id', header: 'Strategy', cell: (row) => <Name row={row} />, sortBy: (row) => row.id },
  {
    id: 'switch',
    header: 'Switch',
    isWide: true,
    cell: (row) => (
      <div className={styles.switch}>
        <StrategySwitch row={row} />
        <EntryExit row={row} />
      </div>
    ),
  },
  {
    id: 'signal',
    header: 'Last signal',
    width: 190,
    isWide: true,
    cell: (row) => <LastSignal row={row} />,
    sortBy: (row) => row.lastSignal?.ts,
  },
  {
    id: 'refusal',
    header: 'Last refusal',
    width: 180,
    isWide: true,
    cell: (row) => <LastRefusal row={row} />,
    sortBy: (row) => row.lastDenial?.ts,
  },
  {
    id: 'net',
    header: 'Net / open',
    isEnd: true,
    cell: (row) => (
      <div className={styles.money}>
        <Pnl value={row.net} />
        <span className={styles.dim}>
          <Pnl value={row.open} />
        </span>
      </div>
    ),
    sortBy: (row) => Number(row.net),
  },
  {
    id: 'trades',
    header: 'Trades / win',
    isEnd: true,
    cell: (row) => (
      <div className={styles.money}>
        <span className="figure">{formatCount(row.trades)}</span>
        <span className={`figure ${styles.dim}`}>{formatShare(row.winRate)}</span>
      </div>
    ),
    sortBy: (row) => row.trades,
  },
  {
    id: 'memo',
    header: 'Memo',
    isWide: true,
    width: 140,
    cell: (row) => <MemoField strategyId={row.id} memo={row.memo} />,
  },
];
