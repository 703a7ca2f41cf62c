import type { MacroPoint } from '@quarterdeck/core/market/regimes/macro-series';
import { FredError } from './fred-error.ts';

/** FRED writes a full stop where a figure is missing; its files leave the field empty. */
const isMissing = (text: string): boolean => text === '.' || text === '';

/** Start of the month a date lies in. Null for text that is no date. */
function parseMonth(date: string): number | null {
  const match = /^(\d{4})-(\d{2})-\d{2}$/.exec(date);
  if (match === null || Number.isNaN(Date.parse(`${date}T00:00:00Z`))) return null;
  return Date.UTC(Number(match[1]), Number(match[2]) - 1, 1);
}

export interface MonthCell {
  readonly date: string;
  readonly value: string;
  /** For an error: file and line, or series and row. */
  readonly where: string;
}

/** Months with a figure, rising. FredError for a date or figure that is none, and for months out of order. */
export function parseMonths(cells: Iterable<MonthCell>): readonly MacroPoint[] {
  const points: MacroPoint[] = [];
  let tsBefore = Number.NEGATIVE_INFINITY;
  for (const { date, value, where } of cells) {
    const tsMonth = parseMonth(date);
    if (tsMonth === null) throw new FredError('malformed', `${where}: ${quote(date)} is no date`);
    if (tsMonth <= tsBefore)
      throw new FredError('malformed', `${where}: a month goes back or repeats`);
    tsBefore = tsMonth;
    if (isMissing(value)) continue;
    if (!/^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(value)) {
      throw new FredError('malformed', `${where}: ${quote(value)} is no figure`);
    }
    points.push({ tsMonth, value: Number(value) });
  }
  return points;
}

const quote = (text: string): string => JSON.stringify(text.slice(0, 40));
