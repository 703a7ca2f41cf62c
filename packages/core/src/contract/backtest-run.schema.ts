import { z } from 'zod';
import { backtestRequestSchema } from './backtest.schema.ts';
import { signedDecimalSchema } from './decimal.schema.ts';

const ts = z.number();

/** The few figures that a list and a comparison show. */
export const backtestSummarySchema = z.object({
  currency: z.string(),
  net: signedDecimalSchema,
  returnPct: z.number(),
  trades: z.number(),
  winRatePct: z.number().nullable(),
  profitFactor: z.number().nullable(),
  sharpe: z.number().nullable(),
  maxDrawdownPct: z.number(),
});

/** One stored run; its report is asked for by id. */
export const backtestRunSchema = z.object({
  id: z.string(),
  state: z.enum(['queued', 'running', 'done', 'failed', 'cancelled']),
  /** Share of the data read, 0..1. */
  progress: z.number().min(0).max(1),
  by: z.string(),
  tsCreated: ts,
  tsEnded: ts.nullable(),
  request: backtestRequestSchema,
  /** Why it failed. */
  error: z.string().nullable(),
  summary: backtestSummarySchema.nullable(),
  elapsedMs: z.number().nullable(),
});

/** Data a run can be asked for: a series of the history store or a tape file below the data folder. */
export const dataSourceSchema = z.object({
  /** What goes into `BacktestRequest.data`. */
  name: z.string(),
  symbol: z.string(),
  kind: z.enum(['bars', 'quotes', 'trades']),
  timeframeMs: z.number().nullable(),
  /** 0 for a tape that no run has read yet: its span is what its name says, 0 where it says none. */
  rows: z.number(),
  tsFirst: ts,
  tsLast: ts,
});

/** A file of funding rates that a run can be asked for. */
export const fundingSourceSchema = z.object({
  /** What goes into `BacktestRequest.funding`. */
  name: z.string(),
  symbol: z.string(),
});

export type BacktestSummary = z.output<typeof backtestSummarySchema>;
export type BacktestRun = z.output<typeof backtestRunSchema>;
export type DataSource = z.output<typeof dataSourceSchema>;
export type FundingSource = z.output<typeof fundingSourceSchema>;
