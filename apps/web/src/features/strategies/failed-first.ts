interface Listed {
  readonly id: string;
  readonly state: 'running' | 'failed';
}

/** What needs a person stands on top; the rest by name, so that no row moves while it trades. */
export function failedFirst<TRow extends Listed>(rows: readonly TRow[]): readonly TRow[] {
  const rank = (row: TRow) => (row.state === 'failed' ? 0 : 1);
  return rows.toSorted((a, b) => rank(a) - rank(b) || a.id.localeCompare(b.id));
}
