import { z } from 'zod';
import { AGENT_ACTIONS } from '../../model/agent/decision.ts';
import { amountSchema } from '../decimal.schema.ts';
import {
  decisionActorSchema,
  decisionRecordSchema,
  recordedOutcomeSchema,
} from './decision-record.schema.ts';
import { decisionResultSchema } from './decision-result.schema.ts';

const momentSchema = z.int().min(0);

/** Bounds are half open: from `fromTs` up to, not with, `toTs`. */
export const decisionFilterSchema = z.strictObject({
  outcomes: z.array(recordedOutcomeSchema).min(1).optional(),
  symbol: z.string().optional(),
  actor: decisionActorSchema.optional(),
  fromTs: momentSchema.optional(),
  toTs: momentSchema.optional(),
});

/** One line of the list. */
export const decisionSummarySchema = z.strictObject({
  /** Number in the journal; the next page begins below the last one's. */
  id: z.int(),
  decisionId: z.string(),
  symbol: z.string(),
  tsDecision: momentSchema,
  actor: decisionActorSchema,
  outcome: recordedOutcomeSchema,
  gateLayer: z.string(),
  action: z.enum(AGENT_ACTIONS).nullable(),
  pRaw: z.number().nullable(),
  pCalibrated: z.number().nullable(),
  sizeFinal: z.number().nullable(),
  vetoCode: z.string().nullable(),
  orders: z.int(),
  model: z.string().nullable(),
  /** US dollars. */
  cost: amountSchema,
});

/** Why nothing happened: how evaluations ended. */
export const outcomeCountsSchema = z.strictObject({
  outcomes: z.array(z.strictObject({ outcome: recordedOutcomeSchema, count: z.int() })),
  /** Evaluations that ended at the gate, by its layer. */
  gateSkips: z.array(z.strictObject({ layer: z.string(), count: z.int() })),
});

export const storedDecisionSchema = z.strictObject({
  id: z.int(),
  hash: z.string(),
  record: decisionRecordSchema,
  results: z.array(decisionResultSchema),
  /** Decisions of the same symbol before and after. */
  previousId: z.string().nullable(),
  nextId: z.string().nullable(),
});

export const decisionCostDaySchema = z.strictObject({
  tsDay: momentSchema,
  decisions: z.int(),
  /** US dollars. */
  cost: amountSchema,
  /** Fills of the agent and its rules, entries and exits, in account currency. */
  tradedNotional: amountSchema,
  /** Cost over traded notional, a US dollar taken as one of the account's; null without a fill. */
  costBps: z.number().nullable(),
});

export type DecisionFilter = z.output<typeof decisionFilterSchema>;
export type DecisionSummary = z.output<typeof decisionSummarySchema>;
export type OutcomeCounts = z.output<typeof outcomeCountsSchema>;
export type StoredDecision = z.output<typeof storedDecisionSchema>;
export type DecisionCostDay = z.output<typeof decisionCostDaySchema>;
