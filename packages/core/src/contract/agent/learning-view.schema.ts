import { z } from 'zod';
import { MEMORY_KINDS, SIGNAL_NAMES } from '../../model/agent/decision.ts';
import { LESSON_KINDS } from '../../model/agent/memory.ts';

const moment = z.number();

const armSchema = z.object({
  signal: z.enum(SIGNAL_NAMES),
  alpha: z.number(),
  beta: z.number(),
  /** Mean of the posterior, and the bounds between which it lies with 90 %. */
  mean: z.number(),
  low: z.number(),
  high: z.number(),
});

const scopeSchema = z.object({
  /** `all`, or `<crypto>|<macro>`. */
  regime: z.string(),
  trades: z.number(),
  tsUpdated: moment,
  arms: z.array(armSchema),
});

const binSchema = z.object({
  from: z.number(),
  to: z.number(),
  n: z.number(),
  meanP: z.number().nullable(),
  rate: z.number().nullable(),
});

const calibrationSchema = z.object({
  /** Model and prompt together, or the rules. */
  version: z.string(),
  /** Resolved and open cases. */
  resolved: z.number(),
  open: z.number(),
  /** 0..1: how much of the fit is believed. */
  trust: z.number(),
  isSkilled: z.boolean(),
  brierRaw: z.number().nullable(),
  brierCalibrated: z.number().nullable(),
  baseRate: z.number().nullable(),
  /** Of the raw probabilities. */
  reliability: z.array(binSchema),
  /** Stated to calibrated probability, from 0 to 1 in equal steps. */
  curve: z.array(z.object({ stated: z.number(), calibrated: z.number() })),
});

/** What was learned, for the learning page; asked, not told live. */
export const learningViewSchema = z.object({
  ts: moment,
  /** Regime in which the next decision would be made. */
  regime: z.string(),
  scopes: z.array(scopeSchema),
  calibrations: z.array(calibrationSchema),
  memory: z.array(
    z.object({
      ref: z.string(),
      kind: z.enum(MEMORY_KINDS),
      symbol: z.string(),
      value: z.string(),
      decisionId: z.string(),
      tsAdded: moment,
      tsExpires: moment,
    }),
  ),
  lessons: z.array(
    z.object({
      tradeId: z.string(),
      decisionId: z.string(),
      symbol: z.string(),
      what: z.enum(LESSON_KINDS),
      figures: z.record(z.string(), z.number()),
      ts: moment,
      tsExpires: moment,
    }),
  ),
});

export type LearningView = z.output<typeof learningViewSchema>;
