import type { BacktestReport } from '@quarterdeck/core/contract/backtest.schema';

type MonthRow = BacktestReport['monthly'][number];

export interface MonthCell {
  readonly month: MonthRow | undefined;
  /** 0 to 1: how large among all months, for the strength of its ground. */
  readonly strength: number;
}

export interface YearRow {
  readonly year: string;
  /** January first, always twelve. */
  readonly cells: readonly MonthCell[];
  /** Months compounded, percent. */
  readonly returnPct: number;
}

export const MONTH_NAMES = [
  'Jan',
  'Feb',
  'Mar',
  'Apr',
  'May',
  'Jun',
  'Jul',
  'Aug',
  'Sep',
  'Oct',
  'Nov',
  'Dec',
] as const;

/** Months as a table of years, each with its place among the strongest. */
export function toMonthlyGrid(monthly: readonly MonthRow[]): readonly YearRow[] {
  const largest = Math.max(0, ...monthly.map((month) => Math.abs(month.returnPct)));
  const years = [...new Set(monthly.map(({ name }) => name.slice(0, 4)))].sort();
  return years.map((year) => {
    const own = monthly.filter(({ name }) => name.startsWith(year));
    const cells = MONTH_NAMES.map((_, at) => {
      const month = own.find(({ name }) => Number(name.slice(5, 7)) === at + 1);
      return { month, strength: month && largest > 0 ? Math.abs(month.returnPct) / largest : 0 };
    });
    const growth = own.reduce((product, { returnPct }) => product * (1 + returnPct / 100), 1);
    return { year, cells, returnPct: (growth - 1) * 100 };
  });
}
