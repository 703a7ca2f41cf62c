'use client';

import type { CSSProperties, KeyboardEvent, ReactNode } from 'react';
import { nextSort, type SortChoice, type SortValue } from './table-order.ts';
import styles from './table.module.css';

export interface Column<TRow> {
  readonly id: string;
  readonly header: string;
  readonly cell: (row: TRow) => ReactNode;
  /** Absent: the column cannot be sorted. */
  readonly sortBy?: (row: TRow) => SortValue;
  readonly isEnd?: boolean;
  readonly width?: number;
  /** Takes the whole width of a row's card on a phone. */
  readonly isWide?: boolean;
  /** Names the row where it is a card; otherwise the first column does. */
  readonly isTitle?: boolean;
  /** Hidden until chosen. */
  readonly isExtra?: boolean;
}

export interface DataTableProps<TRow> {
  readonly label: string;
  readonly columns: readonly Column<TRow>[];
  readonly rows: readonly TRow[];
  readonly keyOf: (row: TRow) => string;
  readonly sort: SortChoice | null;
  readonly onSort: (choice: SortChoice | null) => void;
  readonly onOpen?: ((row: TRow) => void) | undefined;
  readonly rowTestId?: ((row: TRow) => string) | undefined;
  /** More rows than fit scroll inside, under a header that stays. */
  readonly maxHeight?: number | undefined;
  /** Grows without end: scrolls inside on a phone too. */
  readonly isHistory?: boolean | undefined;
}

/** Arrows walk the rows, Enter opens one. Keys typed into a control of the row stay with it. */
function walkRows(event: KeyboardEvent<HTMLTableRowElement>, open: (() => void) | undefined) {
  const row = event.currentTarget;
  if (event.target !== row) return;
  const siblings = { ArrowDown: row.nextElementSibling, ArrowUp: row.previousElementSibling };
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault();
    (siblings[event.key] as HTMLElement | null)?.focus();
  } else if (event.key === 'Enter') open?.();
}

function isOnControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest('button, input, a') !== null;
}

const classOf = <TRow,>({ isEnd, isWide, isTitle }: Column<TRow>): string =>
  [isEnd && styles.end, isWide && styles.wide, isTitle && styles.title].filter(Boolean).join(' ');

export function DataTable<TRow>(props: DataTableProps<TRow>) {
  const { label, columns, rows, keyOf, sort, onSort, onOpen, rowTestId } = props;
  return (
    <div
      className={`${styles.scroll} ${props.isHistory ? styles.history : ''}`}
      style={{ '--table-height': `${props.maxHeight ?? 9_999}px` } as CSSProperties}
    >
      <table className={`${styles.table} ${styles.cards}`} aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <HeaderCell key={column.id} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={keyOf(row)}
              data-testid={rowTestId?.(row)}
              tabIndex={0}
              className={onOpen ? styles.open : ''}
              onKeyDown={(event) => walkRows(event, onOpen && (() => onOpen(row)))}
              onClick={(event) => {
                if (!isOnControl(event.target)) onOpen?.(row);
              }}
            >
              {columns.map((column) => (
                <td key={column.id} data-label={column.header} className={classOf(column)}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function HeaderCell<TRow>({
  column,
  sort,
  onSort,
}: Pick<DataTableProps<TRow>, 'sort' | 'onSort'> & { readonly column: Column<TRow> }) {
  const isSorted = sort?.column === column.id;
  const direction = sort?.isDescending ? 'descending' : 'ascending';
  return (
    <th
      scope="col"
      className={column.isEnd ? styles.end : ''}
      style={column.width === undefined ? undefined : { width: column.width }}
      aria-sort={isSorted ? direction : undefined}
    >
      {column.sortBy ? (
        <button
          type="button"
          className={`${styles.sort} ${isSorted ? styles.sorted : ''}`}
          onClick={() => onSort(nextSort(sort, column.id))}
        >
          {column.header}
          {isSorted ? <span aria-hidden>{sort.isDescending ? '↓' : '↑'}</span> : null}
        </button>
      ) : (
        column.header
      )}
    </th>
  );
}
