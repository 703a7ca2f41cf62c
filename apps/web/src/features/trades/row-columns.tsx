'use client';

import { formatQuantity } from '../../format/money.ts';
import type { Column } from '../../ui/data-table.tsx';
import { Figure } from '../../ui/figure.tsx';
import { Pnl } from '../../ui/money.tsx';
import { Price } from '../../ui/price.tsx';
import styles from './rows.module.css';

/** What positions, orders and trades all say of themselves. */
interface DeskRow {
  readonly symbol: string;
  readonly side: string;
  readonly strategyId: string;
}

interface CellColumn<TRow, TValue> {
  readonly id: string;
  readonly header: string;
  readonly of: (row: TRow) => TValue;
  readonly isExtra?: boolean;
}

/** Symbol and side under one heading; sorted by symbol. */
export const subjectColumn = <TRow extends DeskRow>(header: string): Column<TRow> => ({
  id: 'symbol',
  header,
  isTitle: true,
  cell: (row) => (
    <span className={styles.subject}>
      <b>{row.symbol}</b>
      <span className={styles.side}>{row.side.toUpperCase()}</span>
    </span>
  ),
  sortBy: (row) => row.symbol,
});

export const strategyColumn = <TRow extends DeskRow>(): Column<TRow> => ({
  id: 'strategy',
  header: 'Strategy',
  isWide: true,
  cell: (row) => (
    <span className={styles.name} title={row.strategyId}>
      {row.strategyId}
    </span>
  ),
  sortBy: (row) => row.strategyId,
});

export const quantityColumn = <TRow extends { readonly qty: string }>(): Column<TRow> => ({
  id: 'qty',
  header: 'Qty',
  isEnd: true,
  cell: (row) => <Figure title={row.qty}>{formatQuantity(row.qty)}</Figure>,
});

/** Null where the row has no such price. */
export const priceColumn = <TRow extends DeskRow>({
  of,
  ...rest
}: CellColumn<TRow, string | null>): Column<TRow> => ({
  ...rest,
  isEnd: true,
  cell: (row) => {
    const value = of(row);
    return value === null ? '–' : <Price symbol={row.symbol} value={value} />;
  },
});

export const pnlColumn = <TRow extends DeskRow>({
  of,
  ...rest
}: CellColumn<TRow, string>): Column<TRow> => ({
  ...rest,
  isEnd: true,
  cell: (row) => <Pnl value={of(row)} />,
  sortBy: (row) => Number(of(row)),
});
