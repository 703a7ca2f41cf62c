import { DAY_MS, type EpochMs } from '../../kernel/clock.ts';

/** One month's figure. */
export interface MacroPoint {
  /** First instant of the month the figure is FOR (UTC); it is published weeks after that month's end. */
  readonly tsMonth: EpochMs;
  readonly value: number;
}

/** Rising in time, a month at most once; months without a figure are absent. */
export interface MacroSeries {
  readonly id: string;
  readonly points: readonly MacroPoint[];
}

/** Months since year 0: arithmetic on months that knows no days. */
export type MonthNumber = number;

function monthOf(ts: EpochMs): MonthNumber {
  const date = new Date(ts);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

export const monthStart = (month: MonthNumber): EpochMs =>
  Date.UTC(Math.floor(month / 12), ((month % 12) + 12) % 12, 1);

/** A month's figure counts as known this long after the end of the month, whatever the file holds. */
export const knownSince = (month: MonthNumber, lagDays: number): EpochMs =>
  monthStart(month + 1) + lagDays * DAY_MS;

/** Figures known at `now`, by month. */
export function knownFigures(
  series: MacroSeries,
  { now, lagDays }: { readonly now: EpochMs; readonly lagDays: number },
): ReadonlyMap<MonthNumber, number> {
  const known = new Map<MonthNumber, number>();
  for (const { tsMonth, value } of series.points) {
    const month = monthOf(tsMonth);
    if (knownSince(month, lagDays) <= now && Number.isFinite(value)) known.set(month, value);
  }
  return known;
}
