import { readFile } from 'node:fs/promises';
import type { MacroSeries } from '@quarterdeck/core/market/regimes/macro-series';
import { FredError } from './fred-error.ts';
import { parseMonths } from './parse-month.ts';

const MAX_BYTES = 64 * 1024 * 1024;

async function readText(file: string): Promise<string> {
  try {
    const text = await readFile(file, 'utf8');
    if (text.length <= MAX_BYTES) return text;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new FredError('unreachable', `${file}: cannot be read (${code})`);
  }
  throw new FredError('malformed', `${file}: too large for a file of monthly figures`);
}

/** Monthly series from a CSV with a `date` column and one column a series. FredError names file and line. */
export async function readFredFile(
  file: string,
  ids: readonly string[],
): Promise<readonly MacroSeries[]> {
  const [header = '', ...lines] = (await readText(file)).trimEnd().split(/\r?\n/);
  const names = header.split(',');
  if (names[0] !== 'date')
    throw new FredError('malformed', `${file}:1: the first column must be date`);
  const rows = lines.map((line, index) => {
    const cells = line.split(',');
    if (cells.length === names.length) return cells;
    throw new FredError(
      'malformed',
      `${file}:${index + 2}: ${cells.length} fields, not ${names.length}`,
    );
  });
  return ids.map((id) => {
    const column = names.indexOf(id);
    if (column < 1) throw new FredError('series', `${file}: has no column ${id}`);
    const cells = rows.map((row, index) => ({
      date: row[0] ?? '',
      value: row[column] ?? '',
      where: `${file}:${index + 2}`,
    }));
    return { id, points: parseMonths(cells) };
  });
}
