'use client';

import type { TradeRow } from '@quarterdeck/core/contract/console-state.schema';
import { formatAge } from '../../format/age.ts';
import type { Column } from '../../ui/data-table.tsx';
import { Figure } from '../../ui/figure.tsx';
import { priceColumn, quantityColumn, strategyColumn, subjectColumn } from './row-columns.tsx';

/** What a closed trade was; a table puts its own time before and its own result after. */
export const TRADE_COLUMNS: readonly Column<TradeRow>[] = [
  subjectColumn('Trade'),
  strategyColumn(),
  quantityColumn(),
  priceColumn({ id: 'entry', header: 'Entry', of: (row) => row.entryPrice }),
  priceColumn({ id: 'exit', header: 'Exit', of: (row) => row.exitPrice }),
  {
    id: 'held',
    header: 'Held',
    isEnd: true,
    cell: (row) => <Figure>{formatAge(row.tsClosed - row.tsOpened)}</Figure>,
    sortBy: (row) => row.tsClosed - row.tsOpened,
  },
  {
    id: 'reason',
    header: 'Exit by',
    cell: (row) => <span title={row.exitThesis}>{row.exitReason.replaceAll('_', ' ')}</span>,
    sortBy: (row) => row.exitReason,
  },
];

/** A position closed in parts makes several trades. */
export const keyOfTrade = (row: TradeRow): string => `${row.positionId}:${row.tsClosed}`;

/** What the filter looks at. */
export const textOfTrade = (row: TradeRow): string =>
  `${row.symbol} ${row.side} ${row.strategyId} ${row.exitReason}`;
