import { z } from 'zod';
import { amountSchema, signedDecimalSchema } from './decimal.schema.ts';
import { tradeRowSchema } from './console-state.schema.ts';

const strategyIdSchema = z.string().regex(/^[a-z][a-z0-9_]*$/);
const bpsSchema = z.number().min(0).max(1_000);
const ts = z.number();

/** What is assumed of the market while orders travel; stored with every report. */
export const backtestCostsSchema = z.strictObject({
  maker_fee_bps: z.number().min(-10).max(100).default(1),
  taker_fee_bps: z.number().min(0).max(100).default(2),
  /** Full spread put around prices of one-sided data; data with its own bid and ask keeps them. */
  spread_bps: bpsSchema.default(2),
  /** Taken off every fill of a market order, against the trader. */
  slippage_bps: bpsSchema.default(0),
  /** One way. */
  latency_ms: z.number().min(0).max(10_000).default(15),
  /** A request may take up to this much longer; drawn for each by the run's seed. */
  latency_jitter_ms: z.int().min(0).max(10_000).default(0),
});

/** One run, as the command line, the form and a search worker ask for it. */
export const backtestRequestSchema = z.strictObject({
  /** Strategy ids, variants included, or `all`. */
  strategies: z.array(strategyIdSchema).min(1),
  /** Tape files (`FILE` or `BASE/QUOTE=FILE`) or names of the history store (`binance:BTC/USDT:1m`). */
  data: z.array(z.string().min(1)).min(1),
  /** Files of funding rates, `BASE/QUOTE=FILE`; none: no funding. */
  funding: z.array(z.string().min(1)).default([]),
  /** Epoch ms; trading begins at `from` after warm-up on the data before it. Left out: the whole of the data. */
  from: ts.optional(),
  to: ts.optional(),
  /** Parameters that differ from the configuration, by strategy id. */
  params: z.record(strategyIdSchema, z.record(z.string(), z.unknown())).default({}),
  /** Account currency; left out: the configuration's. */
  starting_balance: amountSchema.optional(),
  /** The desk's own limits, or wide open ones to see what the strategies alone would do. */
  limits: z.enum(['config', 'open']).default('config'),
  costs: backtestCostsSchema.prefault({}),
  /** Of what is drawn at random: the jitter of the latency. */
  seed: z.int().min(0).max(4_294_967_295).default(1),
});

const ratioSchema = z.number().nullable();

/** Null where a figure has no value: no trades, no loss, no spread of returns. Money in account currency. */
export const backtestStatisticsSchema = z.object({
  trades: z.number(),
  wins: z.number(),
  losses: z.number(),
  winRatePct: ratioSchema,
  /** Gross profit of winners over gross loss of losers, net of fees. */
  profitFactor: ratioSchema,
  /** Mean net result of a trade. */
  expectancy: signedDecimalSchema.nullable(),
  averageWin: signedDecimalSchema.nullable(),
  averageLoss: signedDecimalSchema.nullable(),
  /** From daily returns of equity (UTC days), 365 a year, risk-free rate zero. */
  sharpe: ratioSchema,
  sortino: ratioSchema,
  /** Compound annual growth over the largest drawdown. */
  calmar: ratioSchema,
  cagrPct: ratioSchema,
  maxDrawdownPct: z.number(),
  maxDrawdown: signedDecimalSchema,
  /** Longest time between a peak of equity and the next one, or the end. */
  maxDrawdownMs: z.number(),
  /** Share of the time with at least one open position. */
  exposurePct: z.number(),
  medianHoldMs: ratioSchema,
});

const groupRowSchema = z.object({
  name: z.string(),
  trades: z.number(),
  winRatePct: ratioSchema,
  net: signedDecimalSchema,
  fees: signedDecimalSchema,
});

export const backtestReportSchema = z.object({
  schema: z.literal(1),
  version: z.string(),
  request: backtestRequestSchema,
  /** The strategies that ran, with the parameters in effect. */
  strategies: z.array(
    z.object({
      id: z.string(),
      params: z.record(z.string(), z.unknown()),
      error: z.string().nullable(),
    }),
  ),
  span: z.object({
    tsFirst: ts,
    tsLast: ts,
    /** Where trading began, after warm-up. */
    tsFrom: ts,
    bars: z.number(),
    quotes: z.number(),
    trades: z.number(),
    /** Holes in the data inside opening hours, longest first, at most 20. */
    gaps: z.array(z.object({ symbol: z.string(), tsFrom: ts, tsTo: ts })),
  }),
  currency: z.string(),
  totals: z.object({
    starting: signedDecimalSchema,
    ending: signedDecimalSchema,
    /** net = gross - fees + funding, to the last digit. Open positions at the end are closed at the last price. */
    net: signedDecimalSchema,
    gross: signedDecimalSchema,
    fees: signedDecimalSchema,
    funding: signedDecimalSchema,
    returnPct: z.number(),
    orders: z.number(),
    fills: z.number(),
    denials: z.number(),
  }),
  statistics: backtestStatisticsSchema,
  /** `2024-08`, by closing time. */
  monthly: z.array(groupRowSchema.extend({ returnPct: z.number() })),
  bySymbol: z.array(groupRowSchema),
  byStrategy: z.array(groupRowSchema),
  byExitReason: z.array(groupRowSchema),
  denialsByCode: z.array(z.object({ code: z.string(), count: z.number() })),
  /** At most 2,000 points; the largest drawdown's peak and bottom are always among them. */
  equity: z.array(z.object({ ts, equity: signedDecimalSchema, drawdownPct: z.number() })),
  trades: z.array(tradeRowSchema),
  /** What a reader must know before believing the figures. */
  warnings: z.array(z.string()),
});

export type BacktestCosts = z.output<typeof backtestCostsSchema>;
export type BacktestRequest = z.output<typeof backtestRequestSchema>;
export type BacktestStatistics = z.output<typeof backtestStatisticsSchema>;
export type BacktestReport = z.output<typeof backtestReportSchema>;
