import { z } from 'zod';
import { FAILURE_CLASSES } from '../../model/agent/model-call.ts';
import { amountSchema } from '../decimal.schema.ts';

const moment = z.number();

/** The gate of one symbol: how many looks it took, and how many became a question. */
export const gateStatusSchema = z.object({
  symbol: z.string(),
  ticks: z.number(),
  evaluations: z.number(),
  passes: z.number(),
  /** Wake conditions of the model that stand now. */
  wakeConditions: z.number(),
  isSilent: z.boolean(),
  /** Set while an answer is awaited. */
  questionId: z.string().nullable(),
  tsAsked: moment.nullable(),
});

/** Who decides now and why, what it may still cost, and how the gates stand: shown on ops, told live. */
export const agentStatusSchema = z.object({
  symbols: z.array(z.string()),
  decider: z.enum(['model', 'rules']),
  /** Why the rules decide; empty when the model does. */
  why: z.string(),
  /** Best model the budget allows; null where none may be asked. */
  model: z.string().nullable(),
  breaker: z.object({
    position: z.enum(['closed', 'open', 'half_open']),
    cause: z.enum(FAILURE_CLASSES).nullable(),
    isHard: z.boolean(),
    tsProbe: moment.nullable(),
    transientInRow: z.number(),
  }),
  budget: z.object({
    mode: z.enum(['normal', 'cheaper', 'wider_gate', 'rules_only']),
    /** US dollars of the UTC day. */
    limit: amountSchema,
    spent: amountSchema,
    reserved: amountSchema,
    /** Steps of the ladder, in order, and the one it stands on. */
    steps: z.array(
      z.object({ mode: z.string(), model: z.string().nullable(), fromPct: z.number() }),
    ),
    step: z.number(),
  }),
  regime: z.object({ crypto: z.string(), macro: z.string(), why: z.string() }),
  gates: z.array(gateStatusSchema),
});

export type AgentStatus = z.output<typeof agentStatusSchema>;
export type GateStatus = z.output<typeof gateStatusSchema>;
