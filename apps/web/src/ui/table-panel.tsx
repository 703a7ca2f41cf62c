'use client';

import { useState, type ReactNode } from 'react';
import { ColumnMenu } from './column-menu.tsx';
import { DataTable, type Column } from './data-table.tsx';
import { Panel, PanelNote, PanelSkeleton } from './panel.tsx';
import { useStoredChoice } from './stored-choice.ts';
import { filterRows, sortRows, type SortChoice } from './table-order.ts';
import styles from './table.module.css';

interface TablePanelProps<TRow> {
  readonly title: string;
  /** Names what this browser remembers of the table: its sort and its columns. */
  readonly storageKey: string;
  readonly columns: readonly Column<TRow>[];
  /** Undefined while nothing has arrived. */
  readonly rows: readonly TRow[] | undefined;
  readonly keyOf: (row: TRow) => string;
  readonly textOf: (row: TRow) => string;
  readonly empty: { readonly what: string; readonly why?: string };
  readonly bodyHeight: number;
  readonly onOpen?: (row: TRow) => void;
  readonly rowTestId?: (row: TRow) => string;
  readonly tools?: ReactNode;
  /** Replaces the stream's age where the rows are not of the stream. */
  readonly age?: ReactNode;
  readonly testId?: string;
  /** Keeps its height however many rows there are; what does not fit scrolls inside. */
  readonly isFixed?: boolean;
  /** Grows without end: scrolls inside on a phone too. */
  readonly isHistory?: boolean;
  /** Offers a filter; for lists that grow. */
  readonly hasFilter?: boolean;
  /** Draws no more than these, first in the chosen order, and says so. */
  readonly mostRows?: number;
  /** Below the rows: the way to more of them. */
  readonly footer?: ReactNode;
}

/** A table with its panel: sort, filter and the choice of columns, each designed state included. */
export function TablePanel<TRow>(props: TablePanelProps<TRow>) {
  const { title, storageKey, columns, rows, keyOf, textOf, empty, bodyHeight, tools } = props;
  const mostRows = props.mostRows ?? Infinity;
  const [sort, setSort] = useStoredChoice<SortChoice | null>(
    `quarterdeck.sort.${storageKey}`,
    null,
  );
  const [hidden, setHidden] = useStoredChoice<readonly string[]>(
    `quarterdeck.columns.${storageKey}`,
    columns.filter((column) => column.isExtra).map((column) => column.id),
  );
  const [query, setQuery] = useState('');
  const shown = columns.filter((column) => !hidden.includes(column.id));
  const found = sortRows(filterRows(rows ?? [], textOf, query), columns, sort);
  return (
    <Panel
      title={title}
      count={rows === undefined ? undefined : String(rows.length)}
      bodyHeight={bodyHeight}
      age={props.age}
      {...(props.testId ? { testId: props.testId } : {})}
      tools={
        <>
          {tools}
          {props.hasFilter ? (
            <input
              className={styles.filter}
              type="search"
              placeholder="Filter"
              aria-label={`Filter ${title}`}
              value={query}
              onChange={(event) => setQuery(event.currentTarget.value)}
            />
          ) : null}
          <ColumnMenu label={title} columns={columns} hidden={hidden} onChange={setHidden} />
        </>
      }
    >
      {rows === undefined ? (
        <PanelSkeleton rows={Math.max(2, Math.floor(bodyHeight / 34))} />
      ) : rows.length === 0 ? (
        <PanelNote what={empty.what} why={empty.why} />
      ) : found.length === 0 ? (
        <PanelNote what={`Nothing matches "${query}"`} why="Clear the filter to see every row." />
      ) : (
        <>
          <DataTable
            label={title}
            columns={shown}
            rows={found.slice(0, mostRows)}
            keyOf={keyOf}
            sort={sort}
            onSort={setSort}
            onOpen={props.onOpen}
            rowTestId={props.rowTestId}
            isHistory={props.isHistory}
            maxHeight={props.isFixed ? bodyHeight : undefined}
          />
          {found.length > mostRows ? (
            <p className={styles.more}>
              The first {mostRows} of {found.length} rows. Sort or filter to see others.
            </p>
          ) : null}
          {props.footer}
        </>
      )}
    </Panel>
  );
}
