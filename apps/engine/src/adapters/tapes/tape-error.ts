/** A tape that cannot be read on: names the file and, where there is one, the line (the header is line 1). */
export class TapeError extends Error {
  override readonly name = 'TapeError';
  readonly file: string;
  readonly line: number | undefined;

  constructor(file: string, what: string, line?: number) {
    super(line === undefined ? `${file}: ${what}` : `${file}:${line}: ${what}`);
    this.file = file;
    this.line = line;
  }
}

const MAX_SHOWN = 120;

/** Text of a row for an error: one line, printable, not endless. */
export function quoteRow(text: string): string {
  const shown = text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
  return JSON.stringify(shown);
}
