import type { MacroConfig } from '../../contract/agent/config/regimes.schema.ts';
import { DAY_MS, type EpochMs } from '../../kernel/clock.ts';
import { knownFigures, knownSince, monthStart, type MacroSeries } from './macro-series.ts';
import { readTrend, type TrendReading } from './year-on-year.ts';

export const MACRO_QUADRANTS = [
  'goldilocks',
  'reflation',
  'stagflation',
  'deflation',
  'unknown',
] as const;
export type MacroQuadrant = (typeof MACRO_QUADRANTS)[number];

export interface MacroReading {
  readonly quadrant: MacroQuadrant;
  readonly growth: TrendReading | null;
  readonly inflation: TrendReading | null;
  /** Start of the month the figures are for. */
  readonly asOf: EpochMs | null;
  /** When the later of the two figures of that month counted as published. */
  readonly knownSince: EpochMs | null;
  /** Empty when known. */
  readonly why: string;
}

type Rules = Pick<
  MacroConfig,
  'growth' | 'inflation' | 'trend_months' | 'trend_min_months' | 'max_age_days'
>;

interface MacroQuestion {
  readonly growth: MacroSeries;
  readonly inflation: MacroSeries;
  readonly now: EpochMs;
  readonly config: Rules;
}

/** Growth rises in the first two, inflation in the middle two. */
function quadrantOf(growth: TrendReading, inflation: TrendReading): MacroQuadrant {
  const isInflating = inflation.direction === 'rising';
  if (growth.direction === 'rising') return isInflating ? 'reflation' : 'goldilocks';
  return isInflating ? 'stagflation' : 'deflation';
}

const NOTHING = { quadrant: 'unknown', growth: null, inflation: null } as const;

/**
 * Growth and inflation, each against its own trend, in the newest month for which both are published. Figures count
 * from the end of their month plus the lag of their series. The files hold values as revised later: the lag keeps out
 * figures nobody had, it cannot undo revisions.
 */
export function readMacroQuadrant({ growth, inflation, now, config }: MacroQuestion): MacroReading {
  const trendRule = { months: config.trend_months, least: config.trend_min_months };
  const lags = [config.growth.publication_lag_days, config.inflation.publication_lag_days] as const;
  const growths = knownFigures(growth, { now, lagDays: lags[0] });
  const prices = knownFigures(inflation, { now, lagDays: lags[1] });
  const months = [...growths.keys()].filter((month) => prices.has(month)).sort((a, b) => b - a);
  for (const month of months) {
    const growing = readTrend(growths, month, trendRule);
    const inflating = readTrend(prices, month, trendRule);
    if (growing === null || inflating === null) continue;
    const since = Math.max(knownSince(month, lags[0]), knownSince(month, lags[1]));
    const dates = { asOf: monthStart(month), knownSince: since };
    if (now - since > config.max_age_days * DAY_MS) {
      return { ...NOTHING, ...dates, why: 'the newest figures are too old' };
    }
    const quadrant = quadrantOf(growing, inflating);
    return { quadrant, growth: growing, inflation: inflating, ...dates, why: '' };
  }
  return { ...NOTHING, asOf: null, knownSince: null, why: 'no month has both figures and a trend' };
}
