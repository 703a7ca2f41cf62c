import { getTableColumns } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';

type NullableKeys<TRow> = {
  [TKey in keyof TRow]-?: null extends TRow[TKey] ? TKey : never;
}[keyof TRow];

/** A row whose empty columns are absent properties, as the model has them. */
export type WithoutNulls<TRow> = {
  [TKey in Exclude<keyof TRow, NullableKeys<TRow>>]: TRow[TKey];
} & {
  [TKey in NullableKeys<TRow>]?: NonNullable<TRow[TKey]>;
};

export function withoutNulls<TRow extends object>(row: TRow): WithoutNulls<TRow> {
  const kept = Object.entries(row).filter(([, value]) => value !== null);
  return Object.fromEntries(kept) as WithoutNulls<TRow>;
}

/** Selection of every column but one the model does not know. */
export function columnsWithout<
  TTable extends SQLiteTable,
  TKey extends keyof TTable['_']['columns'],
>(table: TTable, omitted: TKey): Omit<TTable['_']['columns'], TKey> {
  const { [omitted]: _omitted, ...columns } = getTableColumns(table);
  return columns;
}
