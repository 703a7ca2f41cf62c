/** A figure is a plain decimal, true and false; everything else is text that somebody wrote. */
export interface CsvColumn<TRow> {
  readonly title: string;
  readonly kind: 'text' | 'figure';
  readonly of: (row: TRow) => string;
}

const PLAIN_DECIMAL = /^-?\d+(\.\d+)?$/;
/** Text that a spreadsheet would take for a formula, full-width signs included. */
const FORMULA_START = /^(?:\s*[=+\-@＝＋－＠]|[\t\r\n])/;
const NEEDS_QUOTES = /[",\r\n]/;

function quote(text: string): string {
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** An apostrophe in front makes a formula the text it was meant to be. */
function cellText(text: string, kind: CsvColumn<unknown>['kind']): string {
  if (kind === 'figure' && PLAIN_DECIMAL.test(text)) return text;
  return quote(FORMULA_START.test(text) ? `'${text}` : text);
}

/** RFC 4180 with a header line: commas, CRLF after every line, quotes doubled where they are needed. */
export function csvText<TRow>(columns: readonly CsvColumn<TRow>[], rows: readonly TRow[]): string {
  const header = columns.map(({ title }) => cellText(title, 'text')).join(',');
  const lines = rows.map((row) => columns.map(({ of, kind }) => cellText(of(row), kind)).join(','));
  return [header, ...lines].map((line) => `${line}\r\n`).join('');
}
