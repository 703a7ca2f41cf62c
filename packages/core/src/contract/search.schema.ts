import { z } from 'zod';
import { backtestRequestSchema } from './backtest.schema.ts';
import { backtestSummarySchema } from './backtest-run.schema.ts';

/** Values one parameter may take: a range (with a step, or continuous) or a list. */
export const searchRangeSchema = z.union([
  z.strictObject({
    min: z.number(),
    max: z.number(),
    /** Left out: any value between; whole numbers where the parameter is one. */
    step: z.number().positive().optional(),
    scale: z.enum(['linear', 'log']).default('linear'),
  }),
  z.strictObject({ choices: z.array(z.union([z.string(), z.number(), z.boolean()])).min(1) }),
]);

export const searchRequestSchema = z.strictObject({
  /** Data, costs and limits of every trial; names one strategy. */
  base: backtestRequestSchema,
  space: z.record(z.string(), searchRangeSchema),
  method: z.enum(['grid', 'random', 'tpe']).default('tpe'),
  /** A grid stops here too and says so. */
  trials: z.int().min(1).max(100_000).default(100),
  objective: z.enum(['sharpe', 'sortino', 'calmar', 'net', 'profit_factor']).default('sharpe'),
  /** Trials with fewer closed trades count as the worst. */
  min_trades: z.int().min(0).max(1_000_000).default(20),
  /** Last part of the span that no trial may see; the best ones are run on it at the end. */
  out_of_sample_share: z.number().min(0).max(0.9).default(0.3),
  /** Worker threads; 0 takes every core. */
  workers: z.int().min(0).max(256).default(0),
  seed: z.int().min(0).max(4_294_967_295).default(1),
});

export const searchTrialSchema = z.object({
  /** From 1, in the order they were asked for. */
  number: z.number(),
  params: z.record(z.string(), z.unknown()),
  /** Null: fewer trades than asked for, or no value. */
  score: z.number().nullable(),
  inSample: backtestSummarySchema.nullable(),
  outOfSample: backtestSummarySchema.nullable(),
  /** The same figure on the part no trial has seen; null where it was not run there, or has none. */
  outOfSampleScore: z.number().nullable(),
  error: z.string().nullable(),
});

/** How much of the best trial is luck of many tries. */
export const searchVerdictSchema = z.object({
  /** Chance that the best in-sample Sharpe is above zero after as many tries (Bailey and Lopez de Prado 2014). */
  deflatedSharpe: z.number().nullable(),
  /** The best Sharpe that as many tries of nothing would be expected to show. */
  expectedBestOfNoise: z.number().nullable(),
  isLikelyNoise: z.boolean(),
  text: z.string(),
});

export const searchRunSchema = z.object({
  id: z.string(),
  state: z.enum(['running', 'done', 'stopped', 'failed']),
  request: searchRequestSchema,
  by: z.string(),
  tsCreated: z.number(),
  tsEnded: z.number().nullable(),
  trialsDone: z.number(),
  trialsPlanned: z.number(),
  best: searchTrialSchema.nullable(),
  verdict: searchVerdictSchema.nullable(),
  error: z.string().nullable(),
});

export type SearchRange = z.output<typeof searchRangeSchema>;
export type SearchRequest = z.output<typeof searchRequestSchema>;
export type SearchTrial = z.output<typeof searchTrialSchema>;
export type SearchVerdict = z.output<typeof searchVerdictSchema>;
export type SearchRun = z.output<typeof searchRunSchema>;
