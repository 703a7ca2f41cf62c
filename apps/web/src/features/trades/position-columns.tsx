'use client';

import type { PositionRow } from '@quarterdeck/core/contract/console-state.schema';
import { formatQuantity } from '../../format/money.ts';
import { formatBps } from '../../format/ratio.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { Age } from '../../ui/moment.tsx';
import { Pnl } from '../../ui/money.tsx';
import { Price } from '../../ui/price.tsx';
import styles from './rows.module.css';

const figure = (text: string, title?: string) => (
  <span className="figure" title={title}>
    {text}
  </span>
);

/** Owner of what was opened outside the desk. */
const EXTERNAL = 'external';

export interface PositionActs {
  readonly onCloseRow: (row: PositionRow) => void;
  readonly onMoveStop: (row: PositionRow) => void;
}

const SUBJECT: Column<PositionRow> = {
  id: 'symbol',
  header: 'Position',
  cell: (row) => (
    <span className={styles.subject}>
      <b>{row.symbol}</b>
      <span className={styles.side}>{row.side.toUpperCase()}</span>
    </span>
  ),
  sortBy: (row) => row.symbol,
};

const STRATEGY: Column<PositionRow> = {
  id: 'strategy',
  header: 'Strategy',
  isWide: true,
  cell: (row) => (
    <span className={styles.name} title={row.strategyId}>
      {row.strategyId}
    </span>
  ),
  sortBy: (row) => row.strategyId,
};

const FIGURES: readonly Column<PositionRow>[] = [
  {
    id: 'qty',
    header: 'Qty',
    isEnd: true,
    cell: (row) => figure(formatQuantity(row.qty), row.qty),
  },
  {
    id: 'entry',
    header: 'Entry',
    isEnd: true,
    cell: (row) => <Price symbol={row.symbol} value={row.entryPrice} />,
  },
  {
    id: 'mark',
    header: 'Mark',
    isEnd: true,
    cell: (row) => <Price symbol={row.symbol} value={row.markPrice} />,
  },
  {
    id: 'stop',
    header: 'Stop',
    isEnd: true,
    cell: (row) => <Price symbol={row.symbol} value={row.stopPrice} />,
  },
  {
    id: 'target',
    header: 'Target',
    isEnd: true,
    isExtra: true,
    cell: (row) =>
      row.targetPrice === null ? '–' : <Price symbol={row.symbol} value={row.targetPrice} />,
  },
  {
    id: 'open',
    header: 'Open PnL',
    isEnd: true,
    cell: (row) => <Pnl value={row.open} />,
    sortBy: (row) => Number(row.open),
  },
  {
    id: 'gain',
    header: 'Gain',
    isEnd: true,
    cell: (row) => <span className={`figure ${styles.dim}`}>{formatBps(row.gainBps)}</span>,
    sortBy: (row) => row.gainBps,
  },
  {
    id: 'age',
    header: 'Held',
    isEnd: true,
    width: 78,
    cell: (row) => <Age ts={row.tsOpened} />,
    sortBy: (row) => row.tsOpened,
  },
];

export function positionColumns(acts: PositionActs): readonly Column<PositionRow>[] {
  return [
    SUBJECT,
    STRATEGY,
    ...FIGURES,
    {
      id: 'acts',
      header: '',
      isWide: true,
      isEnd: true,
      cell: (row) => (
        <span className={styles.acts}>
          <Button
            isSmall
            onClick={() => acts.onMoveStop(row)}
            disabled={row.strategyId === EXTERNAL}
            title={
              row.strategyId === EXTERNAL
                ? 'Opened outside the desk: it keeps no stop here'
                : undefined
            }
            data-testid="move-stop"
          >
            Stop
          </Button>
          {row.isClosing ? (
            <Chip tone="accent" title="A closing order is on its way">
              closing
            </Chip>
          ) : (
            <Button isSmall onClick={() => acts.onCloseRow(row)} data-testid="close-position">
              Close
            </Button>
          )}
        </span>
      ),
    },
  ];
}
