'use client';

import type { PositionRow } from '@quarterdeck/core/contract/console-state.schema';
import { formatBps } from '../../format/ratio.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { Age } from '../../ui/moment.tsx';
import {
  pnlColumn,
  priceColumn,
  quantityColumn,
  strategyColumn,
  subjectColumn,
} from './row-columns.tsx';
import styles from './rows.module.css';

/** Owner of what was opened outside the desk. */
const EXTERNAL = 'external';

export interface PositionActs {
  readonly onCloseRow: (row: PositionRow) => void;
  readonly onMoveStop: (row: PositionRow) => void;
}

const COLUMNS: readonly Column<PositionRow>[] = [
  subjectColumn('Position'),
  strategyColumn(),
  quantityColumn(),
  priceColumn({ id: 'entry', header: 'Entry', of: (row) => row.entryPrice }),
  priceColumn({ id: 'mark', header: 'Mark', of: (row) => row.markPrice }),
  priceColumn({ id: 'stop', header: 'Stop', of: (row) => row.stopPrice }),
  priceColumn({ id: 'target', header: 'Target', isExtra: true, of: (row) => row.targetPrice }),
  pnlColumn({ id: 'open', header: 'Open PnL', of: (row) => row.open }),
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
    ...COLUMNS,
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
