import type { MonthNumber } from './macro-series.ts';

const YEAR = 12;

export interface TrendReading {
  /** Change against the same month a year before, as a fraction. */
  readonly yearOnYear: number;
  /** Average of that change over the months before. */
  readonly trend: number;
  readonly direction: 'rising' | 'falling';
}

type Figures = ReadonlyMap<MonthNumber, number>;

/** Null where either month is missing or the older figure is not above zero. */
function yearOnYear(figures: Figures, month: MonthNumber): number | null {
  const now = figures.get(month);
  const before = figures.get(month - YEAR);
  if (now === undefined || before === undefined || before <= 0) return null;
  return now / before - 1;
}

/**
 * A month's change against the average of the months before it; the month itself is no part of its trend. A change
 * equal to the trend is not rising. Null when the month has none, or fewer than `least` of the months before.
 */
export function readTrend(
  figures: Figures,
  month: MonthNumber,
  { months, least }: { readonly months: number; readonly least: number },
): TrendReading | null {
  const change = yearOnYear(figures, month);
  if (change === null) return null;
  const before = Array.from({ length: months }, (_, back) => yearOnYear(figures, month - 1 - back));
  const present = before.filter((value) => value !== null);
  if (present.length < least) return null;
  const trend = present.reduce((sum, value) => sum + value, 0) / present.length;
  return { yearOnYear: change, trend, direction: change > trend ? 'rising' : 'falling' };
}
