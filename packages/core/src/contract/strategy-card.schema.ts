import { z } from 'zod';
import { backtestSummarySchema } from './backtest-run.schema.ts';
import { signedDecimalSchema } from './decimal.schema.ts';

const ts = z.number();

/** One parameter as it is in effect, and where that comes from. */
export const paramRowSchema = z.object({
  name: z.string(),
  meaning: z.string(),
  value: z.unknown(),
  default: z.unknown(),
  min: z.number().nullable(),
  max: z.number().nullable(),
  choices: z.array(z.unknown()).nullable(),
  isInteger: z.boolean(),
  origin: z.enum(['default', 'shared', 'own', 'console']),
  /** `config/strategies/x.yaml:4`, or who accepted it and when. */
  originText: z.string(),
});

/** One set of parameters that has been in effect; 0 is what the files say. */
export const paramVersionSchema = z.object({
  version: z.number(),
  params: z.record(z.string(), z.unknown()),
  by: z.string(),
  reason: z.string(),
  ts,
  eventSeq: z.number(),
});

/** A change of parameters that a search has found and nobody has decided on. */
export const proposalSchema = z.object({
  id: z.string(),
  strategyId: z.string(),
  searchId: z.string(),
  params: z.record(z.string(), z.unknown()),
  inSample: backtestSummarySchema,
  outOfSample: backtestSummarySchema.nullable(),
  /** The parameters in effect, run on the same data. */
  current: backtestSummarySchema.nullable(),
  verdict: z.string(),
  isLikelyNoise: z.boolean(),
  state: z.enum(['open', 'accepted', 'rejected']),
  decidedBy: z.string().nullable(),
  ts,
});

export const strategyCardSchema = z.object({
  id: z.string(),
  title: z.string(),
  rule: z.string(),
  variantOf: z.string().nullable(),
  symbols: z.array(z.string()),
  timeframesMs: z.array(z.number()),
  warmupBars: z.number(),
  state: z.enum(['running', 'failed']),
  error: z.string().nullable(),
  params: z.array(paramRowSchema),
  paramsVersion: z.number(),
  live: z.object({
    trades: z.number(),
    net: signedDecimalSchema,
    winRatePct: z.number().nullable(),
    profitFactor: z.number().nullable(),
    expectancy: signedDecimalSchema.nullable(),
  }),
  /** Newest finished run of this strategy alone. */
  backtest: z.object({ runId: z.string(), ts, summary: backtestSummarySchema }).nullable(),
  openProposals: z.number(),
});

export type ParamRow = z.output<typeof paramRowSchema>;
export type ParamVersion = z.output<typeof paramVersionSchema>;
export type Proposal = z.output<typeof proposalSchema>;
export type StrategyCard = z.output<typeof strategyCardSchema>;
