import { z } from 'zod';

const SERIES_ID = /^[A-Z0-9_]{1,32}$/i;
const days = (min: number, max: number) => z.int().min(min).max(max);

const hmmConfigSchema = z.strictObject({
  /** Instrument whose daily closes are read. */
  symbol: z.string().min(3).default('BTC/USDT'),
  /** Newest daily returns a fit may see; `all` for every one there is. */
  returns: z.union([z.literal('all'), z.int().min(60).max(100_000)]).default(365),
  /** Fewer returns than this are no fit. */
  min_returns: z.int().min(30).max(100_000).default(180),
  /** Filtered probability of the turbulent state from which today counts as turbulent. */
  turbulent_at: z.number().gt(0).lt(1).default(0.5),
  /** Iterations of one start. */
  max_iterations: z.int().min(1).max(10_000).default(500),
  /** A start has converged when an iteration adds less than this to the log likelihood. */
  tolerance: z.number().gt(0).max(1).default(1e-4),
  /** Share of the days each state must hold: below it a state is an outlier, not a regime. */
  min_occupancy: z.number().min(0).max(0.4).default(0.02),
  /** A fit older than this is made again. */
  refit_after_days: days(1, 365).default(7),
  /** A newest close older than this makes the label unknown. */
  max_age_days: z.number().gt(0).max(365).default(3),
  /** A fit that takes longer is cut off. */
  fit_timeout_ms: z.int().min(100).max(600_000).default(20_000),
});

const macroSeriesConfigSchema = z.strictObject({
  /** Column of the file, or series id at FRED. */
  id: z.string().regex(SERIES_ID),
  /** Days after the END of the month a figure is for, before it counts as known. */
  publication_lag_days: days(0, 400).default(45),
});

const macroConfigSchema = z.strictObject({
  /** Output or activity; its growth is one axis. */
  growth: macroSeriesConfigSchema.default({ id: 'INDPRO', publication_lag_days: 45 }),
  /** Price level; its growth is the other axis. */
  inflation: macroSeriesConfigSchema.default({ id: 'CPIAUCSL', publication_lag_days: 45 }),
  /** Months before the newest one whose average year-on-year change is the trend. */
  trend_months: z.int().min(3).max(120).default(12),
  /** Fewer months than this with a figure are no trend. */
  trend_min_months: z.int().min(2).max(120).default(9),
  /** A newest figure known for longer than this makes the quadrant unknown. */
  max_age_days: z.number().gt(0).max(3_650).default(100),
  /** CSV in the format of FRED, read where no key is set; none when absent. */
  file: z.string().min(1).optional(),
  /** Without a trailing slash. */
  base_url: z.url({ protocol: /^https?$/ }).default('https://api.stlouisfed.org'),
  /** Of one request, its body included. */
  timeout_ms: z.int().min(100).max(120_000).default(15_000),
});

const pollConfigSchema = z.strictObject({
  /** Fastest, when the figures move. */
  min_interval_ms: z.int().min(1_000).max(3_600_000).default(15_000),
  /** Slowest, when nothing moves. */
  max_interval_ms: z.int().min(1_000).max(86_400_000).default(300_000),
  /** Before anything is known. */
  first_interval_ms: z.int().min(1_000).max(86_400_000).default(60_000),
  /** Window over which movement is judged. */
  window_ms: z.int().min(1_000).max(86_400_000).default(900_000),
  /** Change of the funding rate in the window that counts as moving, basis points. */
  funding_bps: z.number().gt(0).max(1_000).default(0.5),
  /** Change of open interest in the window that counts as moving, per cent. */
  open_interest_pct: z.number().gt(0).max(1_000).default(1),
  /** Change of the long/short ratio in the window that counts as moving, per cent. */
  long_short_pct: z.number().gt(0).max(1_000).default(3),
});

const derivativesConfigSchema = z.strictObject({
  /** Newest polled values kept of each figure of a symbol. */
  history: z.int().min(8).max(100_000).default(512),
  /** Width of a bucket of the cumulative volume delta. */
  bucket_ms: z.int().min(1_000).max(3_600_000).default(60_000),
  /** Buckets kept a symbol: 1,440 minutes are a day. */
  buckets: z.int().min(2).max(100_000).default(1_440),
  poll: pollConfigSchema.prefault({}),
});

/** `agent.regimes` of the configuration: every key has a default. */
export const regimesConfigSchema = z
  .strictObject({
    hmm: hmmConfigSchema.prefault({}),
    macro: macroConfigSchema.prefault({}),
    derivatives: derivativesConfigSchema.prefault({}),
  })
  .check(({ value, issues }) => {
    const { min_interval_ms: min, max_interval_ms: max } = value.derivatives.poll;
    const { trend_months: months, trend_min_months: least } = value.macro;
    const refuse = (path: string[], message: string) =>
      issues.push({ code: 'custom', path, message, input: value });
    if (min > max) refuse(['derivatives', 'poll', 'min_interval_ms'], 'above max_interval_ms');
    if (least > months) refuse(['macro', 'trend_min_months'], 'above trend_months');
  });

export type RegimesConfig = z.output<typeof regimesConfigSchema>;
export type HmmConfig = RegimesConfig['hmm'];
export type MacroConfig = RegimesConfig['macro'];
export type DerivativesConfig = RegimesConfig['derivatives'];
export type PollConfig = DerivativesConfig['poll'];
