export type SortValue = string | number | null | undefined;

export interface SortChoice {
  readonly column: string;
  readonly isDescending: boolean;
}

interface Sortable<TRow> {
  readonly id: string;
  readonly sortBy?: ((row: TRow) => SortValue) | undefined;
}

/** What is absent sorts last whichever way the rest is turned. */
function compareValues(left: SortValue, right: SortValue, isDescending: boolean): number {
  if (left === null || left === undefined) return right === null || right === undefined ? 0 : 1;
  if (right === null || right === undefined) return -1;
  const order =
    typeof left === 'number' && typeof right === 'number'
      ? left - right
      : String(left).localeCompare(String(right));
  return isDescending ? -order : order;
}

/** Rows in the chosen order; equal rows keep the engine's order. */
export function sortRows<TRow>(
  rows: readonly TRow[],
  columns: readonly Sortable<TRow>[],
  choice: SortChoice | null,
): readonly TRow[] {
  const sortBy = columns.find((column) => column.id === choice?.column)?.sortBy;
  if (!choice || !sortBy) return rows;
  return rows.toSorted((a, b) => compareValues(sortBy(a), sortBy(b), choice.isDescending));
}

/** First click descends (largest first is what is looked for), the second ascends, the third undoes. */
export function nextSort(choice: SortChoice | null, column: string): SortChoice | null {
  if (choice?.column !== column) return { column, isDescending: true };
  return choice.isDescending ? { column, isDescending: false } : null;
}

/** Rows that contain every word, in any of their texts. */
export function filterRows<TRow>(
  rows: readonly TRow[],
  textOf: (row: TRow) => string,
  query: string,
): readonly TRow[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const text = textOf(row).toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
