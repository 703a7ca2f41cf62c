import type { BacktestReport } from '@quarterdeck/core/contract/backtest.schema';
import { formatCount, formatPct } from '../../../format/ratio.ts';
import { formatRatio, formatSignedPct } from '../../../format/signed-pct.ts';

interface FigureRule {
  readonly name: string;
  readonly of: (report: BacktestReport) => number | null;
  readonly say: (value: number | null) => string;
  /** Which end is better; neither for what only describes. */
  readonly better: 'more' | 'less' | 'neither';
}

export interface ComparedFigure {
  readonly name: string;
  /** One text a run. */
  readonly texts: readonly string[];
  /** Index of the runs that are best; empty where nothing is better or all are equal. */
  readonly best: readonly number[];
}

const RULES: readonly FigureRule[] = [
  {
    name: 'Return',
    of: ({ totals }) => totals.returnPct,
    say: (value) => formatSignedPct(value),
    better: 'more',
  },
  {
    name: 'Yearly growth',
    of: ({ statistics }) => statistics.cagrPct,
    say: (value) => formatSignedPct(value, 1),
    better: 'more',
  },
  {
    name: 'Largest fall',
    of: ({ statistics }) => statistics.maxDrawdownPct,
    say: (value) => formatPct(value, 2),
    better: 'less',
  },
  {
    name: 'Sharpe',
    of: ({ statistics }) => statistics.sharpe,
    say: (value) => formatRatio(value),
    better: 'more',
  },
  {
    name: 'Sortino',
    of: ({ statistics }) => statistics.sortino,
    say: (value) => formatRatio(value),
    better: 'more',
  },
  {
    name: 'Calmar',
    of: ({ statistics }) => statistics.calmar,
    say: (value) => formatRatio(value),
    better: 'more',
  },
  {
    name: 'Profit factor',
    of: ({ statistics }) => statistics.profitFactor,
    say: (value) => formatRatio(value),
    better: 'more',
  },
  {
    name: 'Win rate',
    of: ({ statistics }) => statistics.winRatePct,
    say: (value) => formatPct(value),
    better: 'more',
  },
  {
    name: 'Trades',
    of: ({ statistics }) => statistics.trades,
    say: (value) => formatCount(value ?? 0),
    better: 'neither',
  },
  {
    name: 'Fees of gross',
    of: feeSharePct,
    say: (value) => formatPct(value),
    better: 'less',
  },
  {
    name: 'Exposure',
    of: ({ statistics }) => statistics.exposurePct,
    say: (value) => formatPct(value),
    better: 'neither',
  },
];

/** Null where the trades made nothing before fees: a share of that says nothing. */
function feeSharePct({ totals }: BacktestReport): number | null {
  const gross = Number(totals.gross);
  return gross > 0 ? (Number(totals.fees) / gross) * 100 : null;
}

function bestOf(
  values: readonly (number | null)[],
  better: FigureRule['better'],
): readonly number[] {
  const known = values.filter((value) => value !== null);
  if (better === 'neither' || known.length < 2) return [];
  const best = better === 'more' ? Math.max(...known) : Math.min(...known);
  const at = values.flatMap((value, index) => (value === best ? [index] : []));
  return at.length === values.length ? [] : at;
}

/** The same figures of several runs side by side. */
export function compareFigures(reports: readonly BacktestReport[]): readonly ComparedFigure[] {
  return RULES.map(({ name, of, say, better }) => {
    const values = reports.map(of);
    return { name, texts: values.map(say), best: bestOf(values, better) };
  });
}
